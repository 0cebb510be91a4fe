// WinbackConsole

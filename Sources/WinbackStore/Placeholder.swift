// WinbackStore

// WinbackOperations

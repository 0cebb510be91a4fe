// WinbackGateways

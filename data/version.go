package data

// Version is that of the program, as FyneApp.toml gives it.
const Version = "0.16.0"

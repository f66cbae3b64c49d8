package access

// Exchange is what the devices of one service hand one another: all that this one
// holds. The program meets other devices with a session of its own.
const Exchange Area = "exchange"

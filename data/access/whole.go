package access

// Whole is every record at once, to take them elsewhere.
const Whole Area = "whole"

"""Many documents: found below folders, read in worker processes, one fault never taking the others with it."""

"""Many documents: found below folders, read in processes of their own, one fault never taking the others with it."""

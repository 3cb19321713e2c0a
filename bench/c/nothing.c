/* The next program of a chain, which adds as little as a program can. */
int main(void) { return 0; }

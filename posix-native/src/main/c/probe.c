/* Linked to test a linker's flags: calls the functions of the C library that the programs call. */
#include <dirent.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  time_t now = 0;
  return fork() < 0 || !opendir(".") || !localtime(&now);
}

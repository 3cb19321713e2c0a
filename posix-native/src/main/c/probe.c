/* Linked to see what a compiler can link: it calls what in the C library the programs do. */
#include <dirent.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  time_t now = 0;
  return fork() < 0 || !opendir(".") || !localtime(&now);
}

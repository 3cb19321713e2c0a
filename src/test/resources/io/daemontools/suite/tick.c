/* A service that ends at once, after adding a byte to the file "ticks". */
#include <fcntl.h>
#include <unistd.h>

int main(void) {
  int ticks = open("ticks", O_WRONLY | O_APPEND | O_CREAT, 0644);
  return write(ticks, ".", 1) == 1 ? 0 : 1;
}

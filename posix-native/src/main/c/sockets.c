/* Unix datagram sockets, with the credentials of senders. */
#define _GNU_SOURCE /* struct ucred */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include "answer.h"
#include "dt_posix.h"

#define WOULD_BLOCK (-1)
#define UNKNOWN (-1)

#ifndef MSG_CMSG_CLOEXEC
#define MSG_CMSG_CLOEXEC 0
#endif

/*
 * The option by which a socket receives the credentials of each sender, and the control message that they are in: its type, its
 * structure, and the fields of it.
 */
#if defined(SO_PASSCRED) && defined(SCM_CREDENTIALS)
#define CREDENTIALS_LEVEL SOL_SOCKET
#define CREDENTIALS_OPTION SO_PASSCRED
#define CREDENTIALS_TYPE SCM_CREDENTIALS
#define CREDENTIALS_PROCESS pid
#define CREDENTIALS_USER uid
typedef struct ucred credentials;
#elif defined(LOCAL_CREDS_PERSISTENT) && defined(SCM_CREDS2)
#define CREDENTIALS_LEVEL SOL_LOCAL
#define CREDENTIALS_OPTION LOCAL_CREDS_PERSISTENT
#define CREDENTIALS_TYPE SCM_CREDS2
#define CREDENTIALS_PROCESS sc_pid
#define CREDENTIALS_USER sc_uid
typedef struct sockcred2 credentials;
#elif defined(LOCAL_CREDS) && defined(__NetBSD__)
#define CREDENTIALS_LEVEL 0
#define CREDENTIALS_OPTION LOCAL_CREDS
#define CREDENTIALS_TYPE SCM_CREDS
#define CREDENTIALS_PROCESS sc_pid
#define CREDENTIALS_USER sc_uid
typedef struct sockcred credentials;
#endif

/*
 * The size of all control messages of a datagram. Linux's kernel closes attached descriptors for which there is no room, and places
 * the credentials first: with room for these alone, this process never has the descriptors. Other kernels may leave such descriptors
 * open: room for all that fit into one of their messages, a cluster of 2048 bytes, and for credentials with 16 groups.
 */
#ifdef __linux__
#define CONTROL_SIZE CMSG_SPACE(sizeof(struct ucred))
#else
#define CONTROL_SIZE 2560
#endif

int32_t dt_socket(void) {
#if defined(SOCK_CLOEXEC) && defined(SOCK_NONBLOCK)
  ANSWER(socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
#else
  int made = socket(AF_UNIX, SOCK_DGRAM, 0);
  if (made < 0) return -errno;
  if (fcntl(made, F_SETFD, FD_CLOEXEC) < 0 || fcntl(made, F_SETFL, O_NONBLOCK) < 0) {
    int32_t failure = -errno;
    close(made);
    return failure;
  }
  return made;
#endif
}

int32_t dt_longest_socket_path(void) {
  return (int32_t) sizeof ((struct sockaddr_un *) 0)->sun_path - 1;
}

/* Returns the size of the address, or a negative errno. Linux gives an empty name a meaning of its own. */
static int32_t fill_address(struct sockaddr_un *address, const int8_t *path) {
  size_t length = strlen((const char *) path);
  if (!length) return -ENOENT;
  if (length >= sizeof address->sun_path) return -ENAMETOOLONG;
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  memcpy(address->sun_path, path, length + 1);
  return (int32_t) (offsetof(struct sockaddr_un, sun_path) + length + 1);
}

int32_t dt_bind(int32_t socket, const int8_t *path, int32_t mode) {
  struct sockaddr_un address;
  int32_t size = fill_address(&address, path);
  if (size < 0) return size;
#ifdef CREDENTIALS_OPTION
  int on = 1;
  /* Without credentials, senders are unknown. */
  (void) setsockopt(socket, CREDENTIALS_LEVEL, CREDENTIALS_OPTION, &on, sizeof on);
#endif
  mode_t before = umask(~(mode_t) mode & 0777);
  int32_t result;
  do result = answer(bind(socket, (struct sockaddr *) &address, (socklen_t) size));
  while (result == -EINTR);
  umask(before);
  return result;
}

static int32_t transferred(ssize_t count) {
  if (count >= 0) return (int32_t) count;
  if (errno == EAGAIN || errno == EWOULDBLOCK) return WOULD_BLOCK;
  return -1 - errno;
}

/* musl's macro adds numbers of both signs. */
static struct cmsghdr *next_item(struct msghdr *message, struct cmsghdr *item) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wsign-compare"
  return CMSG_NXTHDR(message, item);
#pragma GCC diagnostic pop
}

/* The items of a control message. */
static void unpack(struct msghdr *message, int64_t *fields) {
  const char *end = (const char *) message->msg_control + message->msg_controllen;
  for (struct cmsghdr *item = CMSG_FIRSTHDR(message); item; item = next_item(message, item)) {
    if (item->cmsg_level != SOL_SOCKET) continue;
    const char *data = (const char *) CMSG_DATA(item);
    const char *item_end = (const char *) item + item->cmsg_len;
    if (item_end > end) item_end = end; /* MSG_CTRUNC */
    if (item->cmsg_type == SCM_RIGHTS) {
      int attached;
      for (; item_end - data >= (ptrdiff_t) sizeof attached; data += sizeof attached) {
        memcpy(&attached, data, sizeof attached);
        close(attached);
      }
    }
#ifdef CREDENTIALS_OPTION
    credentials sender;
    if (item->cmsg_type == CREDENTIALS_TYPE && item_end - data >= (ptrdiff_t) offsetof(credentials, CREDENTIALS_USER) + 4) {
      size_t size = (size_t) (item_end - data);
      memcpy(&sender, data, size < sizeof sender ? size : sizeof sender);
      fields[0] = sender.CREDENTIALS_PROCESS;
      fields[1] = sender.CREDENTIALS_USER;
    }
#else
    (void) fields;
#endif
  }
}

int32_t dt_recvmsg(int32_t socket, int8_t *buffer, int32_t length, int64_t *fields) {
  union {
    struct cmsghdr aligned;
    char room[CONTROL_SIZE];
  } control;
  struct iovec block = {buffer, (size_t) length};
  struct msghdr message;
  ssize_t count;
  do {
    memset(&message, 0, sizeof message);
    message.msg_iov = &block;
    message.msg_iovlen = 1;
    message.msg_control = &control;
    message.msg_controllen = sizeof control;
    count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (count < 0 && errno == EINTR);
  if (count < 0) return transferred(count);
  fields[0] = UNKNOWN;
  fields[1] = UNKNOWN;
  fields[2] = (message.msg_flags & MSG_TRUNC) != 0;
  unpack(&message, fields);
  return (int32_t) count;
}

int32_t dt_sendto(int32_t socket, const int8_t *buffer, int32_t offset, int32_t length, const int8_t *path) {
  struct sockaddr_un address;
  int32_t size = fill_address(&address, path);
  if (size < 0) return -1 + size;
  ssize_t count;
  do count = sendto(socket, buffer + offset, (size_t) length, 0, (struct sockaddr *) &address, (socklen_t) size);
  while (count < 0 && errno == EINTR);
  return transferred(count);
}

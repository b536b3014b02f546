/*
 * A disk that can be watched and broken. Preloaded into a process, it stands between the process and the files below
 * DISK_FOLDER: with DISK_RECORD every write, truncation and sync is written down there in the order in which the
 * process made them (and what it says on its standard output, so that one knows what it had acknowledged by then);
 * while a file of the name in DISK_FAULT is there, its first letter says what fails: S syncs (EIO), F writes (ENOSPC),
 * R writes (EROFS).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int record = -2;

static ssize_t (*real_write)(int, const void *, size_t);

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static void begin(void) {
  if (record != -2) return;
  real_write = real("write");
  const char *file = getenv("DISK_RECORD");
  int (*real_open)(const char *, int, ...) = real("open");
  record = file ? real_open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
}

/* The name of a watched file below the folder; NULL when the descriptor is none. */
static const char *watched(int fd, char *path) {
  const char *folder = getenv("DISK_FOLDER");
  if (!folder) return NULL;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return NULL;
  path[length] = 0;
  size_t size = strlen(folder);
  if (strncmp(path, folder, size) != 0) return NULL;
  if (path[size] == 0) return ".";
  return path[size] == '/' ? path + size + 1 : NULL;
}

static char fault(void) {
  const char *file = getenv("DISK_FAULT");
  if (!file) return 0;
  int (*real_open)(const char *, int, ...) = real("open");
  int fd = real_open(file, O_RDONLY | O_CLOEXEC);
  char letter = 0;
  if (fd < 0) return 0;
  if (read(fd, &letter, 1) != 1) letter = 0;
  close(fd);
  return letter;
}

/* kind, name, where, how much, and the bytes. */
static void note(char kind, const char *name, int64_t offset, const void *bytes, int64_t size) {
  if (record < 0) return;
  char head[PATH_MAX + 80];
  int length = snprintf(head, sizeof head, "%c %s %lld %lld\n", kind, name, (long long)offset, (long long)size);
  pthread_mutex_lock(&turn);
  real_write(record, head, length);
  if (bytes && size > 0) real_write(record, bytes, size);
  pthread_mutex_unlock(&turn);
}

static int refused(int fd, char *path, const char **name) {
  begin();
  *name = watched(fd, path);
  if (!*name) return 0;
  char letter = fault();
  if (letter == 'F') return errno = ENOSPC, 1;
  if (letter == 'R') return errno = EROFS, 1;
  return 0;
}

static ssize_t written_at(const char *how, int fd, const void *bytes, size_t size, off_t offset) {
  char path[PATH_MAX];
  const char *name;
  if (refused(fd, path, &name)) return -1;
  ssize_t (*next)(int, const void *, size_t, off_t) = real(how);
  ssize_t done = next(fd, bytes, size, offset);
  if (name && done > 0) note('W', name, offset, bytes, done);
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) {
  return written_at("pwrite", fd, bytes, size, offset);
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t offset) {
  return written_at("pwrite64", fd, bytes, size, offset);
}

ssize_t write(int fd, const void *bytes, size_t size) {
  char path[PATH_MAX];
  const char *name;
  if (refused(fd, path, &name)) return -1;
  off_t offset = name ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t done = real_write(fd, bytes, size);
  if (name && done > 0) note('W', name, offset, bytes, done);
  if (fd == 1 && done > 0) note('A', "-", 0, bytes, done);
  return done;
}

static int truncated(const char *how, int fd, off_t size) {
  char path[PATH_MAX];
  const char *name;
  if (refused(fd, path, &name)) return -1;
  int (*next)(int, off_t) = real(how);
  int done = next(fd, size);
  if (name && done == 0) note('T', name, size, NULL, 0);
  return done;
}
int ftruncate(int fd, off_t size) { return truncated("ftruncate", fd, size); }
int ftruncate64(int fd, off_t size) { return truncated("ftruncate64", fd, size); }

static int synced(const char *how, int fd) {
  char path[PATH_MAX];
  begin();
  const char *name = watched(fd, path);
  if (name && fault() == 'S') return errno = EIO, -1;
  int (*next)(int) = real(how);
  int done = next(fd);
  if (name && done == 0) note('S', name, 0, NULL, 0);
  return done;
}
int fsync(int fd) { return synced("fsync", fd); }
int fdatasync(int fd) { return synced("fdatasync", fd); }

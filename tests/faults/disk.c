/*
 * A disk that can be watched and broken. Preloaded into processes, it stands between them and the files below
 * DISK_FOLDER: with DISK_RECORD every write, truncation, sync and change of a name is written down there in the order
 * in which they made them, one at a time (and what they say on their standard output, so that one knows what was
 * acknowledged by then); while a file of the name in DISK_FAULT is there, its first letter says what fails: S syncs
 * (EIO), F writes (ENOSPC), G writes that make a file larger (ENOSPC), R writes (EROFS), O one sync, with which that
 * file is removed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

/* What a path is called below the folder; NULL when it is elsewhere. */
static const char *below(const char *path) {
  const char *folder = getenv("DISK_FOLDER");
  if (!folder) return NULL;
  size_t size = strlen(folder);
  if (strncmp(path, folder, size) != 0) return NULL;
  if (path[size] == 0) return ".";
  return path[size] == '/' ? path + size + 1 : NULL;
}

/* The name of a watched file below the folder; NULL when the descriptor is none, or its file has no name any more. */
static const char *watched(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return NULL;
  path[length] = 0;
  const char gone[] = " (deleted)";
  size_t tail = sizeof gone - 1;
  return (size_t)length > tail && strcmp(path + length - tail, gone) == 0 ? NULL : below(path);
}

/* The same of a path as it is given to a call, from the folder that the process stands in. */
static const char *named(const char *given, char *path) {
  if (given[0] == '/') return below(given);
  if (!getcwd(path, PATH_MAX)) return NULL;
  size_t length = strlen(path);
  snprintf(path + length, PATH_MAX - length, "/%s", strncmp(given, "./", 2) == 0 ? given + 2 : given);
  return below(path);
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

/* From what is done to what is written down of it, one process and one thread at a time: the order is the true one. */
static void take_turn(short type) {
  struct flock whole = {.l_type = type, .l_whence = SEEK_SET};
  int before = errno;
  while (fcntl(record, F_SETLKW, &whole) < 0 && errno == EINTR) continue;
  errno = before;
}
static void turn_begins(const char *name) {
  if (!name || record < 0) return;
  pthread_mutex_lock(&turn);
  take_turn(F_WRLCK);
}
static void turn_ends(const char *name) {
  if (!name || record < 0) return;
  take_turn(F_UNLCK);
  pthread_mutex_unlock(&turn);
}

/* kind, name, where, how much, and the bytes. */
static void note(char kind, const char *name, int64_t offset, const void *bytes, int64_t size) {
  if (record < 0) return;
  char head[PATH_MAX + 80];
  int before = errno;
  int length = snprintf(head, sizeof head, "%c %s %lld %lld\n", kind, name, (long long)offset, (long long)size);
  real_write(record, head, length);
  if (bytes && size > 0) real_write(record, bytes, size);
  errno = before;
}

/* Whether a write, up to this end, fails. */
static int refused(int fd, int64_t end, char *path, const char **name) {
  begin();
  *name = watched(fd, path);
  if (!*name) return 0;
  struct stat now;
  char letter = fault();
  if (letter == 'R') return errno = EROFS, 1;
  if (letter == 'F') return errno = ENOSPC, 1;
  if (letter == 'G' && fstat(fd, &now) == 0 && end > now.st_size) return errno = ENOSPC, 1;
  return 0;
}

static ssize_t written_at(const char *how, int fd, const void *bytes, size_t size, off_t offset) {
  char path[PATH_MAX];
  const char *name;
  if (refused(fd, offset + (int64_t)size, path, &name)) return -1;
  ssize_t (*next)(int, const void *, size_t, off_t) = real(how);
  turn_begins(name);
  ssize_t done = next(fd, bytes, size, offset);
  if (name && done > 0) note('W', name, offset, bytes, done);
  turn_ends(name);
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) {
  return written_at("pwrite", fd, bytes, size, offset);
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t offset) {
  return written_at("pwrite64", fd, bytes, size, offset);
}

static ssize_t gathered_at(const char *how, int fd, const struct iovec *parts, int count, off_t offset) {
  char path[PATH_MAX];
  const char *name;
  int64_t end = offset;
  for (int i = 0; i < count; i++) end += parts[i].iov_len;
  if (refused(fd, end, path, &name)) return -1;
  ssize_t (*next)(int, const struct iovec *, int, off_t) = real(how);
  turn_begins(name);
  ssize_t done = next(fd, parts, count, offset), left = done;
  for (int i = 0; name && i < count && left > 0; i++) {
    ssize_t size = (ssize_t)parts[i].iov_len < left ? (ssize_t)parts[i].iov_len : left;
    if (size > 0) note('W', name, offset + (done - left), parts[i].iov_base, size);
    left -= size;
  }
  turn_ends(name);
  return done;
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  return gathered_at("pwritev", fd, parts, count, offset);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t offset) {
  return gathered_at("pwritev64", fd, parts, count, offset);
}

ssize_t write(int fd, const void *bytes, size_t size) {
  char path[PATH_MAX];
  const char *name;
  off_t offset = lseek(fd, 0, SEEK_CUR);
  if (refused(fd, offset + (int64_t)size, path, &name)) return -1;
  const char *heard = fd == 1 ? "-" : name;
  turn_begins(heard);
  ssize_t done = real_write(fd, bytes, size);
  if (name && done > 0) note('W', name, offset, bytes, done);
  if (fd == 1 && done > 0) note('A', "-", 0, bytes, done);
  turn_ends(heard);
  return done;
}

static int truncated(const char *how, int fd, off_t size) {
  char path[PATH_MAX];
  const char *name;
  if (refused(fd, size, path, &name)) return -1;
  int (*next)(int, off_t) = real(how);
  turn_begins(name);
  int done = next(fd, size);
  if (name && done == 0) note('T', name, size, NULL, 0);
  turn_ends(name);
  return done;
}
int ftruncate(int fd, off_t size) { return truncated("ftruncate", fd, size); }
int ftruncate64(int fd, off_t size) { return truncated("ftruncate64", fd, size); }

/* Room that is asked for is there as zeros, behind what the file has. */
static int reserved(const char *how, int fd, off_t offset, off_t size) {
  char path[PATH_MAX];
  const char *name;
  if (refused(fd, offset + size, path, &name)) return errno;
  int (*next)(int, off_t, off_t) = real(how);
  struct stat before;
  turn_begins(name);
  int grows = name && fstat(fd, &before) == 0 && before.st_size < offset + size;
  int failed = next(fd, offset, size);
  if (grows && failed == 0) note('T', name, offset + size, NULL, 0);
  turn_ends(name);
  return failed;
}
int posix_fallocate(int fd, off_t offset, off_t size) { return reserved("posix_fallocate", fd, offset, size); }
int posix_fallocate64(int fd, off_t offset, off_t size) { return reserved("posix_fallocate64", fd, offset, size); }

int rename(const char *from, const char *to) {
  char before[PATH_MAX], after[PATH_MAX];
  begin();
  const char *old = named(from, before), *new = named(to, after);
  int (*next)(const char *, const char *) = real("rename");
  turn_begins(old);
  int done = next(from, to);
  if (old && new && done == 0) note('M', old, 0, new, strlen(new));
  turn_ends(old);
  return done;
}

int unlink(const char *given) {
  char path[PATH_MAX];
  begin();
  const char *name = named(given, path);
  int (*next)(const char *) = real("unlink");
  turn_begins(name);
  int done = next(given);
  if (name && done == 0) note('U', name, 0, NULL, 0);
  turn_ends(name);
  return done;
}

static int opened(const char *how, const char *given, int flags, mode_t mode) {
  char path[PATH_MAX];
  int (*next)(const char *, int, ...) = real(how);
  if (!(flags & O_TRUNC)) return next(given, flags, mode);
  begin();
  const char *name = named(given, path);
  turn_begins(name);
  int fd = next(given, flags, mode);
  if (name && fd >= 0) note('T', name, 0, NULL, 0);
  turn_ends(name);
  return fd;
}
static mode_t mode_in(int flags, va_list more) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; }
int open(const char *given, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = mode_in(flags, more);
  va_end(more);
  return opened("open", given, flags, mode);
}
int open64(const char *given, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = mode_in(flags, more);
  va_end(more);
  return opened("open64", given, flags, mode);
}

/* Of several that sync at once only one finds the file, and fails. */
static int fails_sync(void) {
  char letter = fault();
  int (*real_unlink)(const char *) = real("unlink");
  return letter == 'S' || (letter == 'O' && real_unlink(getenv("DISK_FAULT")) == 0);
}

static int synced(const char *how, int fd) {
  char path[PATH_MAX];
  begin();
  const char *name = watched(fd, path);
  if (name && fails_sync()) return errno = EIO, -1;
  int (*next)(int) = real(how);
  turn_begins(name);
  int done = next(fd);
  if (name && done == 0) note('S', name, 0, NULL, 0);
  turn_ends(name);
  return done;
}
int fsync(int fd) { return synced("fsync", fd); }
int fdatasync(int fd) { return synced("fdatasync", fd); }

/* A disk that fails on order, put in front of the C library (LD_PRELOAD).
 *
 * Calls that change files below FAULT_UNDER are counted (with FAULT_READS, those that read them instead). At the
 * FAULT_AT-th one happens what FAULT_HOW says: "kill" (the process dies before the call), "half" (it dies when half of
 * the bytes are written), or an error number. FAULT_EVER: each later call fails as well, but for those that take away.
 * FAULT_COUNT names a file for the number of calls, FAULT_LOG one for the calls themselves, one after the other:
 * operation (1 byte), lengths of two paths (4 bytes each), offset (8), length of the data (8), the paths, the data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static long at, calls;
static int how, is_half, ever, reads, logged = -1, counted = -1;
static char under[4096];

__attribute__((constructor)) static void begin(void) {
    const char *told = getenv("FAULT_UNDER");
    if (!told) return;
    snprintf(under, sizeof under, "%s", told);
    at = atol(getenv("FAULT_AT") ? getenv("FAULT_AT") : "0");
    told = getenv("FAULT_HOW") ? getenv("FAULT_HOW") : "";
    is_half = !strcmp(told, "half");
    how = atoi(told);
    ever = getenv("FAULT_EVER") != NULL;
    reads = getenv("FAULT_READS") != NULL;
    int flags = O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC;
    if (getenv("FAULT_LOG")) logged = NEXT(open)(getenv("FAULT_LOG"), flags, 0600);
    if (getenv("FAULT_COUNT")) counted = NEXT(open)(getenv("FAULT_COUNT"), flags, 0600);
}

/* The path of a call, absolute, in told; 0 where it is not one of ours. */
static int ours(int folder, const char *path, char *told) {
    char base[4096] = "";
    told[0] = 0;
    if (!under[0] || !path) return 0;
    if (path[0] != '/') {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/%s%.0d", folder == AT_FDCWD ? "cwd" : "fd/", 0);
        if (folder != AT_FDCWD) snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t got = readlink(link, base, sizeof base - 2);
        if (got < 0) return 0;
        base[got] = 0;
        strcat(base, path[0] ? "/" : "");
    }
    snprintf(told, 4096, "%.2000s%.2000s", base, path);
    size_t length = strlen(under);
    return !strncmp(told, under, length) && (told[length] == '/' || !told[length]);
}

static int ours_open(int number, char *told) {
    int kept = errno, found = ours(number, "", told);
    errno = kept;
    return found;
}

/* Whether the call fails now; taking away stays possible on a disk that is full for ever. */
static int fails(int takes_away, int writes) {
    long number = __sync_add_and_fetch(&calls, 1);
    if (counted >= 0) NEXT(write)(counted, ".", 1);
    if (!at || number < at || (number > at && (!ever || takes_away))) return 0;
    if (!how && !(is_half && writes)) kill(getpid(), SIGKILL);
    if (how) errno = how;
    return 1;
}

static void note(char what, const char *one, const char *two, int64_t offset, const void *data, int64_t length) {
    if (logged < 0) return;
    int kept = errno;
    uint32_t sizes[2] = {strlen(one), strlen(two)};
    int64_t places[2] = {offset, length};
    struct iovec parts[] = {{&what, 1}, {sizes, 8}, {places, 16}, {(void *)one, sizes[0]}, {(void *)two, sizes[1]},
                            {(void *)data, data ? length : 0}};
    NEXT(writev)(logged, parts, 6);
    errno = kept;
}

static int opened(int folder, const char *path, int flags, mode_t mode) {
    char told[4096];
    int writes = flags & (O_CREAT | O_TRUNC), mine = ours(folder, path, told);
    if (mine && writes && !reads && fails(0, 0)) return -1;
    int is_new = mine && (flags & O_CREAT) && access(told, F_OK);
    int number = NEXT(openat)(folder, path, flags, mode);
    if (mine && number >= 0 && (is_new || (flags & O_TRUNC))) note(is_new ? 'c' : 't', told, "", 0, NULL, 0);
    return number;
}

#define MODE(last) va_list more; va_start(more, last); mode_t mode = va_arg(more, mode_t); va_end(more)
int open(const char *path, int flags, ...) { MODE(flags); return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags); return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags); return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags); return opened(folder, path, flags, mode); }

static ssize_t put(int number, const void *data, size_t length, off_t offset, int placed) {
    char told[4096];
    if (!ours_open(number, told)) goto through;
    if (!reads && fails(0, 1)) {
        if (how) return -1;
        if (placed) NEXT(pwrite)(number, data, length / 2, offset); else NEXT(write)(number, data, length / 2);
        kill(getpid(), SIGKILL);
    }
    if (!placed) offset = fcntl(number, F_GETFL) & O_APPEND ? lseek(number, 0, SEEK_END) : lseek(number, 0, SEEK_CUR);
    ssize_t done = placed ? NEXT(pwrite)(number, data, length, offset) : NEXT(write)(number, data, length);
    if (done > 0) note('w', told, "", offset, data, done);
    return done;
through:
    return placed ? NEXT(pwrite)(number, data, length, offset) : NEXT(write)(number, data, length);
}

ssize_t write(int number, const void *data, size_t length) { return put(number, data, length, 0, 0); }
ssize_t pwrite(int number, const void *data, size_t length, off_t at) { return put(number, data, length, at, 1); }
ssize_t pwrite64(int number, const void *data, size_t length, off_t at) { return put(number, data, length, at, 1); }

static int failed_reading(int number) {
    char told[4096];
    return reads && ours_open(number, told) && fails(0, 0);
}

ssize_t read(int number, void *data, size_t length) {
    return failed_reading(number) ? -1 : NEXT(read)(number, data, length);
}
ssize_t pread(int number, void *data, size_t length, off_t at) {
    return failed_reading(number) ? -1 : NEXT(pread)(number, data, length, at);
}
ssize_t pread64(int number, void *data, size_t length, off_t at) {
    return failed_reading(number) ? -1 : NEXT(pread)(number, data, length, at);
}

#define ON_NUMBER(name, what, size, ...)                                                                               \
    char told[4096];                                                                                                   \
    int mine = ours_open(number, told);                                                                                \
    if (mine && !reads && fails(0, 0)) return -1;                                                                      \
    int done = NEXT(name)(__VA_ARGS__);                                                                                \
    if (mine && !done) note(what, told, "", size, NULL, 0);                                                            \
    return done;

int fsync(int number) { ON_NUMBER(fsync, 's', 0, number) }
int fdatasync(int number) { ON_NUMBER(fdatasync, 's', 0, number) }
int ftruncate(int number, off_t size) { ON_NUMBER(ftruncate, 'f', size, number, size) }
int ftruncate64(int number, off_t size) { ON_NUMBER(ftruncate, 'f', size, number, size) }

#define ON_PATH(name, what, takes_away, folder, ...)                                                                   \
    char told[4096];                                                                                                   \
    int mine = ours(folder, path, told);                                                                               \
    if (mine && !reads && fails(takes_away, 0)) return -1;                                                             \
    int done = NEXT(name)(__VA_ARGS__);                                                                                \
    if (mine && !done) note(what, told, "", 0, NULL, 0);                                                               \
    return done;

int unlink(const char *path) { ON_PATH(unlink, 'u', 1, AT_FDCWD, path) }
int unlinkat(int folder, const char *path, int flags) { ON_PATH(unlinkat, 'u', 1, folder, folder, path, flags) }
int rmdir(const char *path) { ON_PATH(rmdir, 'u', 1, AT_FDCWD, path) }
int mkdir(const char *path, mode_t mode) { ON_PATH(mkdir, 'm', 0, AT_FDCWD, path, mode) }

int rename(const char *path, const char *to) {
    char told[4096], there[4096];
    int mine = ours(AT_FDCWD, path, told);
    ours(AT_FDCWD, to, there);
    if (mine && !reads && fails(0, 0)) return -1;
    int done = NEXT(rename)(path, to);
    if (mine && !done) note('r', told, there, 0, NULL, 0);
    return done;
}

/* Python falls back to read and write. */
ssize_t sendfile(int to, int from, off_t *at, size_t length) { errno = ENOSYS; return -1; }
ssize_t sendfile64(int to, int from, off_t *at, size_t length) { errno = ENOSYS; return -1; }
ssize_t copy_file_range(int from, off_t *a, int to, off_t *b, size_t n, unsigned f) { errno = ENOSYS; return -1; }

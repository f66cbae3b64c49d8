//go:build cgo

// The VFS of plain databases is SQLite's own, with a check value in the last
// eight bytes of each page: those and the sum are as in SQLite's cksumvfs
// extension, so that either reads what the other wrote. It is the default VFS:
// a page that some other way wrote would have the value of what it was before.
#include "shim.h"
#include "beneath.h"

enum { OK = 0, NOTFOUND = 12, BAD_DATA = 10 | 32 << 8, MAIN_DB = 0x100, MMAP_SIZE = 18, SUBPAGE_READ = 0x8000 };
enum { HEADER = 100, RESERVED_AT = 20, SUM = 8, LEAST_PAGE = 512 };

// A file of the VFS. SQLite's own file follows it in memory.
typedef struct plain_file {
  sqlite3_file base;
  int database, kept; // whether it has pages, and whether they have sums: -1 while there is no page yet
} plain_file;

static sqlite3_vfs plain;

#define SELF(f) ((plain_file*)(f))
#define REAL(f) ((sqlite3_file*)(SELF(f) + 1))
#define CALL(f, method, ...) (REAL(f)->pMethods->method(REAL(f), ##__VA_ARGS__))

static uint32_t word(const unsigned char *p) {
  return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}
static void put(unsigned char *p, uint32_t w) {
  for (int i = 0; i < 4; i++) p[i] = (unsigned char)(w >> 8 * i);
}

// Another value in one place leaves another sum: each step can be undone.
static void sum_page(const unsigned char *p, int n, unsigned char out[SUM]) {
  uint32_t a = 0, b = 0;
  for (int i = 0; i < n - SUM; i += 8) {
    a += word(p + i) + b;
    b += word(p + i + 4) + a;
  }
  put(out, a);
  put(out + 4, b);
}

static int is_header(const unsigned char *p) { return memcmp(p, "SQLite format 3", 16) == 0; }

int sums_look(const void *page, int n) {
  static const unsigned char none[SUM];
  unsigned char sum[SUM];
  const unsigned char *end = (const unsigned char*)page + n - SUM;
  sum_page(page, n, sum);
  if (memcmp(sum, end, SUM) == 0) return SUM_RIGHT;
  return memcmp(end, none, SUM) == 0 ? SUM_MISSING : SUM_WRONG;
}

// A first page that has a sum, but no longer says that pages have one.
int sums_denied(void *page, int n) {
  unsigned char *p = page, was = p[RESERVED_AT];
  if (!is_header(p) || was == SUM) return 0;
  p[RESERVED_AT] = SUM;
  int denied = sums_look(page, n) == SUM_RIGHT;
  p[RESERVED_AT] = was;
  return denied;
}

static int whole_page(int n, i64 at) { return n >= LEAST_PAGE && (n & (n - 1)) == 0 && at % n == 0; }

// Whether pages have sums is in the header of the database.
static void note_header(sqlite3_file *f, const unsigned char *p, int n, i64 at) {
  if (at == 0 && n >= HEADER && is_header(p)) SELF(f)->kept = p[RESERVED_AT] == SUM;
}
static int keeps_sums(sqlite3_file *f) {
  unsigned char head[HEADER];
  if (SELF(f)->kept < 0 && CALL(f, xRead, head, HEADER, 0) == OK) note_header(f, head, HEADER, 0);
  return SELF(f)->kept == 1;
}

static int x_close(sqlite3_file *f) { return CALL(f, xClose); }
static int x_read(sqlite3_file *f, void *p, int n, i64 at) {
  int rc = CALL(f, xRead, p, n, at);
  if (rc != OK || !SELF(f)->database) return rc;
  note_header(f, p, n, at);
  if (!whole_page(n, at)) return OK;
  // One without a sum was written by a program that copied the whole database.
  int bad = keeps_sums(f) ? sums_look(p, n) == SUM_WRONG : at == 0 && sums_denied(p, n);
  return bad ? BAD_DATA : OK;
}
static int x_write(sqlite3_file *f, const void *p, int n, i64 at) {
  if (SELF(f)->database) {
    note_header(f, p, n, at);
    // The bytes are SQLite's to give away: no one reads them in its memory.
    if (whole_page(n, at) && keeps_sums(f)) sum_page(p, n, (unsigned char*)p + n - SUM);
  }
  return CALL(f, xWrite, p, n, at);
}
static int x_truncate(sqlite3_file *f, i64 n) { return CALL(f, xTruncate, n); }
static int x_sync(sqlite3_file *f, int flags) { return CALL(f, xSync, flags); }
static int x_size(sqlite3_file *f, i64 *n) { return CALL(f, xFileSize, n); }
static int x_lock(sqlite3_file *f, int l) { return CALL(f, xLock, l); }
static int x_unlock(sqlite3_file *f, int l) { return CALL(f, xUnlock, l); }
static int x_reserved(sqlite3_file *f, int *p) { return CALL(f, xCheckReservedLock, p); }
static int x_control(sqlite3_file *f, int op, void *p) { return op == MMAP_SIZE ? NOTFOUND : CALL(f, xFileControl, op, p); }
static int x_sector(sqlite3_file *f) { return CALL(f, xSectorSize); }
// A part of a page has no sum.
static int x_characteristics(sqlite3_file *f) { return CALL(f, xDeviceCharacteristics) & ~SUBPAGE_READ; }
static int x_shm_map(sqlite3_file *f, int i, int n, int extend, void volatile **p) { return CALL(f, xShmMap, i, n, extend, p); }
static int x_shm_lock(sqlite3_file *f, int from, int n, int flags) { return CALL(f, xShmLock, from, n, flags); }
static void x_shm_barrier(sqlite3_file *f) { CALL(f, xShmBarrier); }
static int x_shm_unmap(sqlite3_file *f, int del) { return CALL(f, xShmUnmap, del); }

// Version 2: there is no xFetch, so that nothing maps the file into memory. A file
// that cannot be changed by anyone has no shared index.
static const io_methods shared = {2, x_close, x_read, x_write, x_truncate, x_sync, x_size, x_lock, x_unlock,
  x_reserved, x_control, x_sector, x_characteristics, x_shm_map, x_shm_lock, x_shm_barrier, x_shm_unmap};
static const io_methods unshared = {2, x_close, x_read, x_write, x_truncate, x_sync, x_size, x_lock, x_unlock,
  x_reserved, x_control, x_sector, x_characteristics};

static int v_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out) {
  memset(f, 0, plain.szOsFile);
  int rc = base->xOpen(base, name, REAL(f), flags, out);
  if (!REAL(f)->pMethods) return rc;
  SELF(f)->database = (flags & MAIN_DB) != 0;
  // Of a copy that is being written, pages may come before the header.
  SELF(f)->kept = SELF(f)->database && name && sqlite3_uri_parameter(name, "sums") ? 1 : -1;
  f->pMethods = REAL(f)->pMethods->iVersion > 1 && REAL(f)->pMethods->xShmMap ? &shared : &unshared;
  return rc;
}
static int v_delete(sqlite3_vfs *v, const char *name, int sync) { return base->xDelete(base, name, sync); }

int sums_register(const char *name) {
  plain.xOpen = v_open, plain.xDelete = v_delete;
  return vfs_register(&plain, name, (int)sizeof(plain_file), 1);
}

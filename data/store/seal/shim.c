//go:build cgo

// The shim passes everything on to SQLite's own VFS, and what is read and
// written through Go. It never sees a key.
#include "_cgo_export.h"
#include "beneath.h"

enum { OK = 0, CANTOPEN = 14, NOTFOUND = 12, NOMEM = 7, MAIN_DB = 0x100, MAIN_JOURNAL = 0x800, WAL = 0x80000 };
enum { SIZE_HINT = 5, CHUNK_SIZE = 6, MMAP_SIZE = 18, BEGIN_ATOMIC = 31, COMMIT_ATOMIC = 32, ROLLBACK_ATOMIC = 33 };
enum { UNDELETABLE_WHEN_OPEN = 0x800, POWERSAFE_OVERWRITE = 0x1000, IMMUTABLE = 0x2000 };
enum { SHM_UNLOCK = 1, SHM_EXCLUSIVE = 8, RECOVER_LOCK = 2 };

static sqlite3_vfs shim;

#define SELF(f) ((sealed_file*)(f))
#define REAL(f) ((sqlite3_file*)(SELF(f) + 1))
#define CALL(f, method, ...) (REAL(f)->pMethods->method(REAL(f), ##__VA_ARGS__))

static int x_close(sqlite3_file *f) {
  sealClose(SELF(f)->handle);
  return CALL(f, xClose);
}
static int x_read(sqlite3_file *f, void *p, int n, i64 at) { return sealRead(SELF(f)->handle, p, n, at); }
static int x_write(sqlite3_file *f, const void *p, int n, i64 at) { return sealWrite(SELF(f)->handle, (void*)p, n, at); }
static int x_truncate(sqlite3_file *f, i64 n) { return sealTruncate(SELF(f)->handle, n); }
static int x_sync(sqlite3_file *f, int flags) { return sealSync(SELF(f)->handle, flags); }
static int x_size(sqlite3_file *f, i64 *n) { return sealSize(SELF(f)->handle, n); }
static int x_lock(sqlite3_file *f, int l) { return CALL(f, xLock, l); }
static int x_unlock(sqlite3_file *f, int l) { return CALL(f, xUnlock, l); }
static int x_reserved(sqlite3_file *f, int *p) { return CALL(f, xCheckReservedLock, p); }
static int x_sector(sqlite3_file *f) { return CALL(f, xSectorSize); }

// What would reserve room, map the file or write around the shim is left out.
static int x_control(sqlite3_file *f, int op, void *p) {
  switch (op) {
  case SIZE_HINT: case CHUNK_SIZE: return OK;
  case MMAP_SIZE: case BEGIN_ATOMIC: case COMMIT_ATOMIC: case ROLLBACK_ATOMIC: return NOTFOUND;
  }
  return CALL(f, xFileControl, op, p);
}

// A write changes the bytes of one page and no other, so overwriting is safe
// whatever the disk says; pages are not read in parts, nor written as one.
static int x_characteristics(sqlite3_file *f) {
  return (CALL(f, xDeviceCharacteristics) & (UNDELETABLE_WHEN_OPEN | IMMUTABLE)) | POWERSAFE_OVERWRITE;
}
static int x_shm_map(sqlite3_file *f, int i, int n, int extend, void volatile **p) {
  SELF(f)->shared = 1;
  return CALL(f, xShmMap, i, n, extend, p);
}
static int x_shm_lock(sqlite3_file *f, int from, int n, int flags) {
  int rc = CALL(f, xShmLock, from, n, flags);
  if (rc == OK && (flags & SHM_EXCLUSIVE) && from <= RECOVER_LOCK && from + n > RECOVER_LOCK)
    SELF(f)->recovering = !(flags & SHM_UNLOCK);
  return rc;
}
static void x_shm_barrier(sqlite3_file *f) { CALL(f, xShmBarrier); }
static int x_shm_unmap(sqlite3_file *f, int del) { return CALL(f, xShmUnmap, del); }

// Version 2: there is no xFetch, so that nothing maps the file into memory.
static const io_methods methods = {2, x_close, x_read, x_write, x_truncate, x_sync, x_size, x_lock, x_unlock,
  x_reserved, x_control, x_sector, x_characteristics, x_shm_map, x_shm_lock, x_shm_barrier, x_shm_unmap};

static int v_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out) {
  memset(f, 0, shim.szOsFile);
  if (!name || !(flags & (MAIN_DB | MAIN_JOURNAL | WAL))) return CANTOPEN; // temporary files stay in memory
  sealed_file *main = 0;
  if (!(flags & MAIN_DB)) {
    main = SELF(sqlite3_database_file_object(name));
    if (!main || main->base.pMethods != &methods) return CANTOPEN;
  }
  int rc = base->xOpen(base, name, REAL(f), flags, out);
  if (rc == OK) {
    SELF(f)->main = main;
    const char *token = main ? 0 : sqlite3_uri_parameter(name, "seal");
    rc = sealOpen(SELF(f), REAL(f), (char*)name, (char*)token, flags, &SELF(f)->handle);
  }
  if (rc == OK) f->pMethods = &methods;
  else if (REAL(f)->pMethods) CALL(f, xClose);
  return rc;
}
static int v_delete(sqlite3_vfs *v, const char *name, int sync) {
  int rc = base->xDelete(base, name, sync);
  if (rc == OK) sealDeleted((char*)name, sync);
  return rc;
}

int seal_register(const char *name) {
  shim.xOpen = v_open, shim.xDelete = v_delete;
  return vfs_register(&shim, name, (int)sizeof(sealed_file), 0);
}

// A log whose index is in memory only is read whole before anything is written
// to it: frames read whole after that are read to be written again.
int seal_recovering(sealed_file *f, int wrote) {
  return f->main && (f->main->shared ? f->main->recovering : !wrote);
}
uintptr_t seal_handle(sealed_file *f) { return f->main ? f->main->handle : 0; }

int seal_read(sqlite3_file *f, void *p, int n, i64 at) { return f->pMethods->xRead(f, p, n, at); }
int seal_write(sqlite3_file *f, const void *p, int n, i64 at) { return f->pMethods->xWrite(f, p, n, at); }
int seal_truncate(sqlite3_file *f, i64 n) { return f->pMethods->xTruncate(f, n); }
int seal_sync(sqlite3_file *f, int flags) { return f->pMethods->xSync(f, flags); }
int seal_size(sqlite3_file *f, i64 *n) { return f->pMethods->xFileSize(f, n); }

// A file opened for its header alone, through SQLite's VFS: a handle of any
// other kind would drop SQLite's locks on the file when it is closed.
sqlite3_file *seal_open_raw(const char *path, int flags, const char **name, int *rc) {
  sqlite3_file *f = calloc(1, base->szOsFile);
  *name = sqlite3_create_filename(path, "", "", 0, 0);
  *rc = f && *name ? base->xOpen(base, *name, f, flags | MAIN_DB, 0) : NOMEM;
  if (*rc == OK) return f;
  seal_close_raw(f, *name);
  return 0;
}
void seal_close_raw(sqlite3_file *f, const char *name) {
  if (f && f->pMethods) f->pMethods->xClose(f);
  sqlite3_free_filename(name);
  free(f);
}

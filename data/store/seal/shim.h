// The part of SQLite's public interface that the shim uses, as in its own
// sqlite3.h: the header of the driver cannot be included from another module.
#ifndef WAYMARK_SHIM_H
#define WAYMARK_SHIM_H
#include <stdint.h>
#include <stdlib.h>

typedef long long i64;
typedef struct sqlite3_file { const struct io_methods *pMethods; } sqlite3_file;
typedef struct io_methods {
  int iVersion;
  int (*xClose)(sqlite3_file*);
  int (*xRead)(sqlite3_file*, void*, int, i64);
  int (*xWrite)(sqlite3_file*, const void*, int, i64);
  int (*xTruncate)(sqlite3_file*, i64);
  int (*xSync)(sqlite3_file*, int);
  int (*xFileSize)(sqlite3_file*, i64*);
  int (*xLock)(sqlite3_file*, int);
  int (*xUnlock)(sqlite3_file*, int);
  int (*xCheckReservedLock)(sqlite3_file*, int*);
  int (*xFileControl)(sqlite3_file*, int, void*);
  int (*xSectorSize)(sqlite3_file*);
  int (*xDeviceCharacteristics)(sqlite3_file*);
  int (*xShmMap)(sqlite3_file*, int, int, int, void volatile**);
  int (*xShmLock)(sqlite3_file*, int, int, int);
  void (*xShmBarrier)(sqlite3_file*);
  int (*xShmUnmap)(sqlite3_file*, int);
} io_methods;
typedef struct sqlite3_vfs sqlite3_vfs;
struct sqlite3_vfs {
  int iVersion, szOsFile, mxPathname;
  sqlite3_vfs *pNext;
  const char *zName;
  void *pAppData;
  int (*xOpen)(sqlite3_vfs*, const char*, sqlite3_file*, int, int*);
  int (*xDelete)(sqlite3_vfs*, const char*, int);
  int (*xAccess)(sqlite3_vfs*, const char*, int, int*);
  int (*xFullPathname)(sqlite3_vfs*, const char*, int, char*);
  void *(*xDlOpen)(sqlite3_vfs*, const char*);
  void (*xDlError)(sqlite3_vfs*, int, char*);
  void (*(*xDlSym)(sqlite3_vfs*, void*, const char*))(void);
  void (*xDlClose)(sqlite3_vfs*, void*);
  int (*xRandomness)(sqlite3_vfs*, int, char*);
  int (*xSleep)(sqlite3_vfs*, int);
  int (*xCurrentTime)(sqlite3_vfs*, double*);
  int (*xGetLastError)(sqlite3_vfs*, int, char*);
  int (*xCurrentTimeInt64)(sqlite3_vfs*, i64*);
};
sqlite3_vfs *sqlite3_vfs_find(const char*);
int sqlite3_vfs_register(sqlite3_vfs*, int);
const char *sqlite3_uri_parameter(const char*, const char*);
sqlite3_file *sqlite3_database_file_object(const char*);
const char *sqlite3_create_filename(const char*, const char*, const char*, int, const char**);
void sqlite3_free_filename(const char*);

// A file of the shim. SQLite's own file follows it in memory.
typedef struct sealed_file {
  sqlite3_file base;
  uintptr_t handle;         // of the Go side
  struct sealed_file *main; // of a log or journal: the database it belongs to
  int shared, recovering;   // of a database: whether its log has a shared index, and is being recovered
} sealed_file;

int seal_register(const char *name);
int seal_recovering(sealed_file*, int wrote);
uintptr_t seal_handle(sealed_file*);
int seal_read(sqlite3_file*, void*, int, i64);
int seal_write(sqlite3_file*, const void*, int, i64);
int seal_truncate(sqlite3_file*, i64);
int seal_sync(sqlite3_file*, int);
int seal_size(sqlite3_file*, i64*);
sqlite3_file *seal_open_raw(const char *path, int flags, const char **name, int *rc);
void seal_close_raw(sqlite3_file*, const char *name);

// Of sums.c. What a page says by its sum:
enum { SUM_WRONG, SUM_RIGHT, SUM_MISSING };
int sums_register(const char *name);
int sums_look(const void *page, int n);
int sums_denied(void *page, int n);
#endif

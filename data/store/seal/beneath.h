// What a VFS passes on as it is to the one beneath it, in each file that has one.
#include <string.h>

static sqlite3_vfs *base;

static int v_access(sqlite3_vfs *v, const char *n, int flags, int *out) { return base->xAccess(base, n, flags, out); }
static int v_full(sqlite3_vfs *v, const char *n, int size, char *out) { return base->xFullPathname(base, n, size, out); }
static int v_random(sqlite3_vfs *v, int n, char *out) { return base->xRandomness(base, n, out); }
static int v_sleep(sqlite3_vfs *v, int us) { return base->xSleep(base, us); }
static int v_time(sqlite3_vfs *v, double *t) { return base->xCurrentTime(base, t); }
static int v_error(sqlite3_vfs *v, int n, char *out) { return base->xGetLastError(base, n, out); }
static int v_time64(sqlite3_vfs *v, i64 *t) { return base->xCurrentTimeInt64(base, t); }

// vfs_register puts a VFS with its own way to open and delete over the usual one.
// own is how much of each file is its own.
static int vfs_register(sqlite3_vfs *over, const char *name, int own, int usual) {
  base = sqlite3_vfs_find(0);
  if (!base || base->iVersion < 2) return 12; // SQLITE_NOTFOUND
  over->iVersion = 2;
  over->szOsFile = own + base->szOsFile;
  over->mxPathname = base->mxPathname;
  over->zName = name;
  over->xAccess = v_access, over->xFullPathname = v_full, over->xRandomness = v_random, over->xSleep = v_sleep;
  over->xCurrentTime = v_time, over->xGetLastError = v_error, over->xCurrentTimeInt64 = v_time64;
  return sqlite3_vfs_register(over, usual);
}

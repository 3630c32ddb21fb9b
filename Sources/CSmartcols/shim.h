#include <libsmartcols.h>

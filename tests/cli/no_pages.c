/* The program as it is built where nothing for its pages is there. */
#include "cli/web.h"

const web_file web_files[] = { { .name = NULL } };

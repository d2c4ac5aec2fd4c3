/* init_text.h — init.cfg as text; the build makes init_text.c from it. */
#ifndef MF_CLI_INIT_TEXT_H
#define MF_CLI_INIT_TEXT_H

extern const char init_text[];

#endif

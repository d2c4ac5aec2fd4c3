/* Uses only what is installed. */
#include <mixflow/version.h>

#include <stdio.h>

const char *mf_err_text(int code);

int main(void)
{
    printf("mixflow %s: %s\n", MIXFLOW_VERSION, mf_err_text(0));
    return 0;
}

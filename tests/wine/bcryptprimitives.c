/* wine 8 lacks this system library, from which the standard library of Rust takes random numbers. For tests only: real
   Windows has its own. Random enough for the seed of a hash table. */
#include <stdlib.h>

__declspec(dllexport) int ProcessPrng(unsigned char *bytes, size_t length) {
    for (size_t at = 0; at < length; at++) bytes[at] = (unsigned char)rand();
    return 1;
}

/* Holds a file open as a viewer does on Windows: others may read it, nobody may write, rename or remove it. Says "held" and
   waits for the end of its standard input. */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **arguments) {
    if (count < 2) return 2;
    HANDLE file = CreateFileW(arguments[1], GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return 1;
    puts("held");
    fflush(stdout);
    while (getchar() != EOF) {}
    CloseHandle(file);
    return 0;
}

#include "base/calendar.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* The year begins in March, so that the leap day is its last and eras of 400
 * years (146097 days) repeat: H. Hinnant, chrono-compatible low-level date
 * algorithms (2013). */
enum { DAYS_PER_ERA = 146097, DAYS_TO_EPOCH = 719468 /* 0000-03-01 to 1970-01-01 */ };

static int64_t era_of(int64_t count, int64_t length)
{
    return (count >= 0 ? count : count - (length - 1)) / length;
}

int mf_day_of(mf_date date)
{
    int64_t year = (int64_t) date.year - (date.month <= 2 ? 1 : 0);
    int64_t era = era_of(year, 400);
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    int64_t day = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

    return (int) (era * DAYS_PER_ERA + day - DAYS_TO_EPOCH);
}

mf_date mf_date_of(int day)
{
    int64_t count = (int64_t) day + DAYS_TO_EPOCH;
    int64_t era = era_of(count, DAYS_PER_ERA);
    int of_era = (int) (count - era * DAYS_PER_ERA);
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int month = (5 * of_year + 2) / 153;
    mf_date date;

    date.day = of_year - (153 * month + 2) / 5 + 1;
    date.month = month < 10 ? month + 3 : month - 9;
    date.year = (int) (year + era * 400) + (date.month <= 2 ? 1 : 0);
    return date;
}

static bool read_digits(const char *text, int n, int *number)
{
    int sum = 0;

    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        sum = 10 * sum + (text[i] - '0');
    }
    *number = sum;
    return true;
}

bool mf_day_parse(const char *text, int *day)
{
    mf_date date, back;
    int found;

    if (text == NULL || strlen(text) != strlen("YYYY-MM-DD"))
        return false;
    if (text[4] != '-' || text[7] != '-' || !read_digits(text, 4, &date.year)
        || !read_digits(text + 5, 2, &date.month) || !read_digits(text + 8, 2, &date.day))
        return false;
    if (date.month < 1 || date.month > 12 || date.day < 1)
        return false;
    found = mf_day_of(date);
    back = mf_date_of(found); /* 31 April comes back as 1 May */
    if (back.month != date.month || back.day != date.day)
        return false;
    *day = found;
    return true;
}

/* The last n digits of a number. */
static void put_digits(char *text, int n, int number)
{
    for (; n > 0; number /= 10)
        text[--n] = (char) ('0' + number % 10);
}

void mf_day_print(int day, char text[MF_DATE_TEXT])
{
    mf_date date = mf_date_of(day);
    char line[40];

    if (date.year < 0 || date.year > 9999) { /* dates that a slip of the keys can make */
        (void) snprintf(line, sizeof line, "%04d-%02d-%02d", date.year, date.month, date.day);
        line[MF_DATE_TEXT - 1] = '\0';
        memcpy(text, line, MF_DATE_TEXT);
        return;
    }
    (void) strcpy(text, "0000-00-00");
    put_digits(text, 4, date.year);
    put_digits(text + 5, 2, date.month);
    put_digits(text + 8, 2, date.day);
}

int mf_month_of(int day)
{
    return mf_date_of(day).month - 1;
}

int mf_months_of(int day)
{
    mf_date date = mf_date_of(day);

    return (date.year - 1900) * 12 + date.month - 1;
}

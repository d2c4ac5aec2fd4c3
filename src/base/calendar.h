/* calendar.h — days as integers.
 *
 * A day is counted from 1970-01-01 in the proleptic Gregorian calendar. */
#ifndef MF_BASE_CALENDAR_H
#define MF_BASE_CALENDAR_H

#include <stdbool.h>

typedef struct mf_date {
    int year, month, day; /* 1 .. 12, 1 .. 31 */
} mf_date;

enum { MF_DATE_TEXT = 16 };

#define MF_DAYS_PER_YEAR 365.2425 /* Gregorian mean */
#define MF_DAYS_PER_MONTH (MF_DAYS_PER_YEAR / 12.0)

int mf_day_of(mf_date date);
mf_date mf_date_of(int day);

/* Reads YYYY-MM-DD; false if it is not a date that exists. */
bool mf_day_parse(const char *text, int *day);

/* Writes YYYY-MM-DD. */
void mf_day_print(int day, char text[MF_DATE_TEXT]);

/* Months since January 1900. */
int mf_months_of(int day);

/* Month 0 .. 11 of a day. */
int mf_month_of(int day);

#endif

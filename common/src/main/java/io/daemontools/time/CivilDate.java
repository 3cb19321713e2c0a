package io.daemontools.time;

/**
 * A date of the Gregorian calendar, and its number of days since 1970-01-01. Counts in years that begin in March, so that a leap day is
 * the last one, and in eras of 400 of them.
 */
public final class CivilDate {
    private static final int DAYS_TO_EPOCH = 719_468;
    private static final int DAYS_OF_ERA = 146_097;
    private static final int DAYS_OF_CENTURY = 36_524;
    private static final int DAYS_OF_FOUR_YEARS = 1460;
    private static final int DAYS_OF_YEAR = 365;
    private static final int YEARS_OF_ERA = 400;
    private static final int DAYS_OF_FIVE_MONTHS = 153;
    private static final int MARCH = 3;
    private static final int MONTHS_AFTER_MARCH = 10;
    private static final int MONTHS = 12;

    private int year;
    private int month;
    private int day;

    /** Sets it to so many days after 1970-01-01, or before it if negative. */
    public void set(long daysSince1970) {
        long days = daysSince1970 + DAYS_TO_EPOCH;
        long era = Math.floorDiv(days, (long) DAYS_OF_ERA);
        int ofEra = (int) Math.floorMod(days, (long) DAYS_OF_ERA);
        int yearOfEra = (ofEra - ofEra / DAYS_OF_FOUR_YEARS + ofEra / DAYS_OF_CENTURY - ofEra / (DAYS_OF_ERA - 1))
                / DAYS_OF_YEAR;
        int ofYear = ofEra - (DAYS_OF_YEAR * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * ofYear + 2) / DAYS_OF_FIVE_MONTHS;
        day = ofYear - (DAYS_OF_FIVE_MONTHS * fromMarch + 2) / 5 + 1;
        boolean next = fromMarch >= MONTHS_AFTER_MARCH;
        year = (int) (era * YEARS_OF_ERA) + yearOfEra + (next ? 1 : 0);
        month = next ? fromMarch + MARCH - MONTHS : fromMarch + MARCH;
    }

    /** The number of days from 1970-01-01 to a date. The day may exceed the month: it counts on. */
    public static long days(int year, int month, int day) {
        boolean next = month < MARCH;
        long fromMarch = next ? month + MONTHS - MARCH : month - MARCH;
        long marchYear = next ? year - 1L : year;
        long era = Math.floorDiv(marchYear, (long) YEARS_OF_ERA);
        long yearOfEra = Math.floorMod(marchYear, (long) YEARS_OF_ERA);
        long ofYear = (DAYS_OF_FIVE_MONTHS * fromMarch + 2) / 5 + day - 1;
        long ofEra = yearOfEra * DAYS_OF_YEAR + yearOfEra / 4 - yearOfEra / 100 + ofYear;
        return era * DAYS_OF_ERA + ofEra - DAYS_TO_EPOCH;
    }

    /** The year. */
    public int year() {
        return year;
    }

    /** 1 to 12. */
    public int month() {
        return month;
    }

    /** 1 to 31. */
    public int day() {
        return day;
    }
}

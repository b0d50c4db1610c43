package dev.slipway.line.demo;

import java.util.List;
import java.util.Locale;

/**
 * What comes to the line today, by its own doors.
 *
 * @param title what its one page says
 * @param way how it comes
 * @param tests how many test cases its report has
 * @param failures how many of them failed
 */
record Delivery(String service, String version, String title, Way way, int tests, int failures) {
    /** How it comes. */
    enum Way {
        /** On every worker, by the pipeline. */
        PIPELINE,
        /** On the first worker alone, by hand: no release of it is on record. */
        BY_HAND,
        /** Not yet: it is asked for, and the gate decides. */
        ASKED
    }

    /**
     * Two that the pipeline delivers as it should; one that somebody tries by hand, so that nobody knows what is in it, and it is not on
     * the second worker; one that waits for an approval, and one whose tests failed.
     */
    static final List<Delivery> TODAY = List.of(
            new Delivery("web-shop", "5.0.0", "Web shop 5.0.0", Way.PIPELINE, 148, 0),
            new Delivery("billing", "3.0.0", "Billing 3.0.0", Way.PIPELINE, 148, 0),
            new Delivery("search", "", "Product search, tried by hand", Way.BY_HAND, 0, 0),
            new Delivery("web-shop", "5.1.0", "Web shop 5.1.0", Way.ASKED, 151, 0),
            new Delivery("billing", "3.1.0", "Billing 3.1.0", Way.ASKED, 64, 2));

    /** What the workers call it. */
    String archive() {
        return service + ".war";
    }

    /** Its tests as JUnit reports them. */
    String report() {
        StringBuilder report = new StringBuilder("<testsuite name=\"dev.example.ShopIT\">");
        for (int i = 1; i <= tests; i++) {
            report.append(String.format(
                    Locale.ROOT,
                    "<testcase classname=\"dev.example.ShopIT\" name=\"case %d\" time=\"0.%03d\">",
                    i,
                    i * 37 % 900));
            if (i <= failures) {
                report.append("<failure message=\"expected: 19.90 but was: 16.72\">"
                        + "at dev.example.ShopIT.taxIsIncluded(ShopIT.java:41)</failure>");
            }
            report.append("</testcase>");
        }
        return report.append("</testsuite>").toString();
    }
}

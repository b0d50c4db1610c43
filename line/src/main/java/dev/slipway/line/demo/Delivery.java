package dev.slipway.line.demo;

import java.util.List;
import java.util.Locale;

/**
 * A delivery to the line at present, by a real channel.
 *
 * @param title the text of its page
 * @param way how it is delivered
 * @param tests the number of test cases in its report
 * @param failures the number of failed ones
 */
record Delivery(String service, String version, String title, Way way, int tests, int failures) {
    /** How it is delivered. */
    enum Way {
        /** To every worker, by the pipeline. */
        PIPELINE,
        /** To the first worker only, manually and without a release. */
        BY_HAND,
        /** Requested only; the gate decides. */
        ASKED
    }

    /**
     * Two regular deliveries by the pipeline; a manual one, which is an unknown archive and not on the second worker; one that waits for
     * an approval; and one whose tests failed.
     */
    static final List<Delivery> TODAY = List.of(
            new Delivery("web-shop", "5.0.0", "Web shop 5.0.0", Way.PIPELINE, 148, 0),
            new Delivery("billing", "3.0.0", "Billing 3.0.0", Way.PIPELINE, 148, 0),
            new Delivery("search", "", "Product search, tried by hand", Way.BY_HAND, 0, 0),
            new Delivery("web-shop", "5.1.0", "Web shop 5.1.0", Way.ASKED, 151, 0),
            new Delivery("billing", "3.1.0", "Billing 3.1.0", Way.ASKED, 64, 2));

    /** Its deployment name on the workers. */
    String archive() {
        return service + ".war";
    }

    /** Its test report, in the format of JUnit. */
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

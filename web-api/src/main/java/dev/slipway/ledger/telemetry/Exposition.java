package dev.slipway.ledger.telemetry;

import java.util.List;

/** Writes Prometheus' text format 0.0.4. */
class Exposition {
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();

    /** Adds a gauge; each row has the values of the labels, then that of the metric. */
    void gauge(String name, String help, List<Object[]> rows, String... labels) {
        add(name, "gauge", help, rows, labels);
    }

    /** Adds a counter; each row has the values of the labels, then that of the metric. */
    void counter(String name, String help, List<Object[]> rows, String... labels) {
        add(name, "counter", help, rows, labels);
    }

    private void add(String name, String type, String help, List<Object[]> rows, String... labels) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        for (Object[] row : rows) {
            text.append(name);
            String separator = "{";
            for (int i = 0; i < labels.length; i++) {
                text.append(separator)
                        .append(labels[i])
                        .append("=\"")
                        .append(escaped(String.valueOf(row[i])))
                        .append('"');
                separator = ",";
            }
            text.append(labels.length == 0 ? " " : "} ")
                    .append((Number) row[labels.length])
                    .append('\n');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}

package dev.slipway.line.agent.deployment.check.code;

/** How many classes of an archive were found, and the first by name: all names may be more than fit into memory. */
final class FoundClasses {
    private String first = "";
    private int count;

    void add(String name) {
        add(name, 1);
    }

    private void add(String name, int number) {
        if (isEmpty() || name.compareTo(first) < 0) {
            first = name;
        }
        count += number;
    }

    void addAll(FoundClasses others) {
        if (!others.isEmpty()) {
            add(others.first, others.count);
        }
    }

    void clear() {
        first = "";
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The first, and how many more there are. */
    String names() {
        int others = count - 1;
        return first + (others == 0 ? "" : others == 1 ? " and 1 more class" : " and " + others + " more classes");
    }
}

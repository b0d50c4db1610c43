package dev.slipway.line.agent.deployment;

import dev.slipway.line.archive.Descriptors;
import java.util.Set;
import java.util.regex.Pattern;

/** The data sources that an archive brings along and that keep their rows in the memory of the one server that it runs on. */
final class MemoryData {
    private static final Pattern IN_MEMORY = Pattern.compile("jdbc:(h2|hsqldb):mem:|jdbc:derby:memory:");

    private MemoryData() {}

    /** The files that say so, by their names. */
    static Set<String> of(Descriptors descriptors) {
        return descriptors.dataSources(IN_MEMORY);
    }
}

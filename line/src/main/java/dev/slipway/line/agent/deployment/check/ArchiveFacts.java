package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.agent.deployment.check.code.OwnCode;
import dev.slipway.line.agent.deployment.check.data.SpringConfiguration;
import dev.slipway.line.agent.deployment.check.web.WarRoot;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.archive.ContextRoots;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.UnreadableException;
import dev.slipway.line.archive.code.OldInitializers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was read from a service's archive: {@link Refusals} and {@link Warnings} follow from it.
 *
 * @param isWithoutWar whether it is an EAR that has no WAR
 * @param roots the context roots of an EAR; empty for a WAR, or if they are unknown
 * @param root the context root of a WAR
 * @param own nothing if it was not read
 */
record ArchiveFacts(Descriptors descriptors, boolean isWithoutWar, Set<String> roots, WarRoot root, OwnCode own) {
    /** The elements of {@code web.xml} with what a server starts. */
    private static final List<String> STARTED = List.of("servlet-class", "jsp-file", "filter-class", "listener-class");

    /**
     * Reads an archive.
     *
     * @param isRollback whether it is deployed again: its code is not read once more if only warnings depend on it
     * @throws PreparationException if it cannot be read
     */
    static ArchiveFacts of(ArchiveFile archive, String service, boolean isRollback) throws PreparationException {
        Descriptors descriptors;
        Set<String> roots;
        WarRoot root;
        boolean isEar;
        try {
            descriptors = Descriptors.of(archive.file());
            roots = ContextRoots.of(archive.file(), service);
            isEar = archive.name(service).endsWith(ArchiveFile.EAR);
            root = isEar ? WarRoot.UNKNOWN : WarRoot.of(archive.file(), service, descriptors);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // However it is broken, it stays so: tried again, it would keep everybody else waiting.
            throw new PreparationException(
                    "The archive cannot be read: " + e.getMessage() + ". " + UnreadableException.remedy(e), e);
        }
        boolean isWithoutWar = isEar && hasNoWar(descriptors);
        OwnCode own = isRollback && !isWithoutWar ? new OwnCode() : OwnCode.of(archive.file());
        if (!isRollback && !own.warnings().isOfKnownAge()) {
            own.warnings().addOldLibraries(oldLibraries(archive, descriptors));
        }
        if (hasClusteredQuartz(descriptors)) {
            own.warnings().leaveOutQuartz();
        }
        return new ArchiveFacts(descriptors, isWithoutWar, roots, root, own);
    }

    /**
     * Without a WAR, nothing answers httpd's health check. SOAP endpoints do: WildFly creates a web application for
     * them.
     */
    private static boolean hasNoWar(Descriptors descriptors) {
        return descriptors.wars().isEmpty()
                && descriptors
                        .texts(Descriptors.APPLICATION, "application", "web-uri")
                        .isEmpty();
    }

    /**
     * Empty if {@code web.xml} names servlets, pages, filters or listeners, which fail if they are for {@code javax},
     * or if the libraries cannot be read as a stream.
     */
    private static Set<String> oldLibraries(ArchiveFile archive, Descriptors descriptors) {
        boolean isNamed = STARTED.stream()
                .anyMatch(element ->
                        !descriptors.texts(Descriptors.WEB, "web-app", element).isEmpty());
        try {
            return isNamed ? Set.of() : OldInitializers.of(archive.file());
        } catch (IOException | RuntimeException e) {
            return Set.of();
        }
    }

    private static boolean hasClusteredQuartz(Descriptors descriptors) {
        return descriptors.isTrue(Descriptors.QUARTZ, "org.quartz.jobStore.isClustered")
                || SpringConfiguration.of(descriptors, Optional.empty()).stream()
                        .anyMatch(SpringConfiguration::hasClusteredQuartz);
    }
}

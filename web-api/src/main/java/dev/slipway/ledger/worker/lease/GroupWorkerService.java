package dev.slipway.ledger.worker.lease;

import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Elects, through the database, which of the ledger's workers reads the files of the server groups' workers. */
@ApplicationScoped
@Transactional
public class GroupWorkerService {
    /** A killed ledger worker is replaced after this time. */
    static final Duration TURN = Duration.ofSeconds(8);

    private static final String NUMBER = "-[1-9][0-9]?";

    @Inject
    ServerGroupService groups;

    @Inject
    GroupReaderRepository readers;

    @Inject
    ThisWorker worker;

    private final Map<Identity, WorkerFiles> known = new ConcurrentHashMap<>();

    private record Identity(String name, Group group) {}

    /** The groups' workers, if this ledger worker is the reader; empty while another one is. */
    Optional<List<WorkerFiles>> leasedWorkers() {
        List<WorkerFiles> all = all();
        return all.isEmpty() || readers.acquire(worker.name(), TURN) ? Optional.of(all) : Optional.empty();
    }

    /**
     * The workers of all server groups that are not removed: the same instances each time, since a folder knows which
     * attempt to open a file has not come back.
     */
    public List<WorkerFiles> all() {
        List<WorkerFiles> all = groups.reportedWorkers().stream()
                // Reported by the agent and used in a path: validate.
                .filter(one -> one.name().matches(Pattern.quote(one.group()) + NUMBER))
                .map(one -> known.computeIfAbsent(
                        new Identity(one.name(), Group.of(one.service(), one.environment())), this::files))
                .distinct()
                .toList();
        known.values().retainAll(new HashSet<>(all));
        return all;
    }

    private WorkerFiles files(Identity of) {
        return WorkerFiles.foreign(of.name(), of.group(), worker.baseOf(of.name()));
    }

    /** The files of a worker of a server group that is not removed. */
    public Optional<WorkerFiles> find(String service, String environment, String name) {
        Group group = Group.of(service, environment);
        return all().stream()
                .filter(worker -> worker.name().equals(name) && worker.group().equals(group))
                .findFirst();
    }

    /** Releases the lease, so that another ledger worker can take over at once. */
    void releaseLease() {
        readers.releaseLease(worker.name());
    }
}

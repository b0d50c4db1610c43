package dev.slipway.ledger.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.group.ReportedWorker;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupWorkerServiceTest {
    private static final ReportedWorker FIRST = worker("shop-production-1");
    private static final ReportedWorker SECOND = worker("shop-production-2");

    private final List<ReportedWorker> reported = new ArrayList<>(List.of(FIRST, SECOND));
    private final GroupWorkerService service = new GroupWorkerService();

    @BeforeEach
    void connect() {
        service.worker = new ThisWorker();
        service.worker.serviceWorkers = Optional.of("workers");
        service.groups = new ServerGroupService() {
            @Override
            public List<ReportedWorker> reportedWorkers() {
                return List.copyOf(reported);
            }
        };
    }

    /** A folder leaks one thread to a pipe; one for each request would leak a thread at each. */
    @Test
    void hasTheSameFoldersEachTime() {
        WorkerFiles files = find(FIRST).orElseThrow();
        assertThat(find(FIRST).orElseThrow().log()).isSameAs(files.log());
        assertThat(find(SECOND).orElseThrow().log())
                .isNotSameAs(files.log())
                .hasToString("workers/shop-production-2/log");
        assertThat(service.all()).first().isSameAs(files);
    }

    @Test
    void forgetsWorkersThatAreGone() {
        WorkerFiles files = find(FIRST).orElseThrow();
        reported.remove(FIRST);
        assertThat(find(FIRST)).isEmpty();
        assertThat(service.all()).extracting(WorkerFiles::name).containsExactly(SECOND.name());
        reported.add(FIRST);
        assertThat(find(FIRST).orElseThrow().log()).isNotSameAs(files.log());
    }

    /** Its name becomes a path. */
    @Test
    void takesNoWorkerByAnotherName() {
        reported.add(worker("../shop-production-3"));
        assertThat(service.all()).extracting(WorkerFiles::name).containsExactly(FIRST.name(), SECOND.name());
    }

    private Optional<WorkerFiles> find(ReportedWorker worker) {
        return service.find(worker.service(), worker.environment(), worker.name());
    }

    private static ReportedWorker worker(String name) {
        return new ReportedWorker("shop-production", "shop", "production", name);
    }
}

package dev.slipway.ledger.request.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import dev.slipway.ledger.request.RequestNotifier;
import dev.slipway.ledger.request.step.ReportStepsRequest;
import dev.slipway.ledger.request.step.StepItem;
import dev.slipway.ledger.request.step.StepKind;
import dev.slipway.ledger.request.step.StepRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutionServiceTest {
    private static final UUID ID = new UUID(0, 1);
    private static final ReportStepsRequest REPORT = new ReportStepsRequest(
            List.of(new StepItem(1, Instant.parse("2026-11-27T10:00:00Z"), StepKind.STARTED, "worker-1", "Draining")));

    private final List<String> told = new ArrayList<>();
    private final ExecutionService service = new ExecutionService();
    private int added = 1;

    @BeforeEach
    void connect() {
        DeploymentRequest running = new DeploymentRequest() {
            @Override
            public Optional<String> executor() {
                return Optional.of("agent");
            }
        };
        service.requests = new DeploymentRequestRepository() {
            @Override
            public Optional<DeploymentRequest> find(UUID id) {
                return Optional.of(running);
            }
        };
        service.steps = new StepRepository() {
            @Override
            public int add(UUID request, List<StepItem> steps) {
                return added;
            }
        };
        service.notifier = new RequestNotifier() {
            @Override
            public void notifyChanged(DeploymentRequest request) {
                told.add("changed");
            }

            @Override
            public void notifySteps(DeploymentRequest request) {
                told.add("steps");
            }
        };
    }

    /** Every page that shows requests is read again when one changes. */
    @Test
    void aStepIsNoChangeOfTheRequest() {
        service.reportSteps(ID, REPORT, "service-account-agent");
        assertThat(told).containsExactly("steps");
    }

    @Test
    void aStepThatIsKnownIsNoNews() {
        added = 0;
        service.reportSteps(ID, REPORT, "service-account-agent");
        assertThat(told).isEmpty();
    }
}

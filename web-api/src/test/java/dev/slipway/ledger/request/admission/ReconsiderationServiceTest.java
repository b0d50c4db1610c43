package dev.slipway.ledger.request.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.HandClock;
import dev.slipway.ledger.approval.Approval;
import dev.slipway.ledger.approval.ApprovalDecided;
import dev.slipway.ledger.approval.ApprovalVerdict;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.configuration.ConfigurationVersion;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.gate.GateService;
import dev.slipway.ledger.gate.answer.Decision;
import dev.slipway.ledger.gate.answer.GateAnswer;
import dev.slipway.ledger.gate.answer.GateQuestion;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.gate.answer.Requester;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import dev.slipway.ledger.request.RequestNotifier;
import dev.slipway.ledger.request.RequestWithdrawal;
import dev.slipway.ledger.request.State;
import dev.slipway.ledger.request.TestRequests;
import dev.slipway.ledger.service.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two workers of the ledger look at the same request in turn, and only one of them reaches Keycloak. */
class ReconsiderationServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String DIGEST = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    private static final GateAnswer ALLOWED = answer(Decision.ALLOW);
    private static final GateAnswer UNKNOWN =
            answer(Decision.WAIT, ReasonCode.APPROVAL_MISSING, ReasonCode.APPROVERS_UNKNOWN);
    private static final GateAnswer IN_FREEZE = answer(Decision.WAIT, ReasonCode.FROZEN);
    private static final GateAnswer UNKNOWN_IN_FREEZE =
            answer(Decision.WAIT, ReasonCode.APPROVAL_MISSING, ReasonCode.APPROVERS_UNKNOWN, ReasonCode.FROZEN);
    private static final GateAnswer REFUSED =
            answer(Decision.DENY, ReasonCode.APPROVAL_REFUSED, ReasonCode.APPROVERS_UNKNOWN);

    private final DeploymentRequest request = request(true);
    private final DeploymentRequest other = request(false);
    private final StubGate gate = new StubGate();
    private final ReconsiderationService service = new ReconsiderationService();

    @BeforeEach
    void connect() {
        service.gate = gate;
        service.clock = new HandClock(NOW);
        service.requests = new DeploymentRequestRepository() {
            @Override
            public Optional<DeploymentRequest> lock(UUID id) {
                return id.equals(request.id()) ? Optional.of(request) : Optional.of(other);
            }

            @Override
            public void lock(Candidate candidate) {
                // Nobody else asks.
            }

            @Override
            public Optional<DeploymentRequest> lockUnfinishedDeploy(Candidate candidate) {
                return Optional.of(request);
            }
        };
        service.requesters = new RequesterService() {
            @Override
            public List<Requester> of(DeploymentRequest asked) {
                return List.of();
            }
        };
        service.withdrawals = new RequestWithdrawal();
        service.notifier = new RequestNotifier() {
            @Override
            public void notifyChanged(DeploymentRequest changed) {
                // Nobody waits.
            }
        };
    }

    private void sweep(DeploymentRequest found, GateAnswer answer) {
        gate.answer = answer;
        service.reconsider(found.id());
    }

    /** Somebody decides on the release. */
    private void decide(GateAnswer answer) {
        gate.answer = answer;
        service.approved(new ApprovalDecided(new Approval() {
            @Override
            public Release release() {
                return request.candidate().release();
            }

            @Override
            public Environment environment() {
                return request.candidate().environment();
            }

            @Override
            public ApprovalVerdict verdict() {
                return ApprovalVerdict.REFUSED;
            }
        }));
    }

    @Test
    void decidesOnceWhatOnlyOneWorkerKnows() {
        for (int i = 0; i < 3; i++) {
            sweep(request, ALLOWED);
            assertThat(request.state()).isEqualTo(State.ALLOWED);
            sweep(request, UNKNOWN);
            assertThat(request.state()).isEqualTo(State.ALLOWED);
        }
        assertThat(gate.recorded).containsExactly(ALLOWED);
    }

    @Test
    void keepsWhatIsAllowedWhenOneMoreDecides() {
        sweep(request, ALLOWED);
        decide(UNKNOWN);
        assertThat(request.state()).isEqualTo(State.ALLOWED);
        assertThat(gate.recorded).containsExactly(ALLOWED);
        decide(REFUSED);
        assertThat(request.state()).isEqualTo(State.REFUSED);
    }

    /** Whoever has decided sees why that changes nothing. */
    @Test
    void saysWhatIsUnknownOfWhatWaits() {
        decide(UNKNOWN);
        assertThat(request.state()).isEqualTo(State.WAITING);
        assertThat(gate.recorded).containsExactly(UNKNOWN);
    }

    @Test
    void letsTheAgentBeginNothingWhereItIsUnknown() {
        for (int i = 0; i < 3; i++) {
            sweep(request, ALLOWED);
            gate.answer = UNKNOWN;
            assertThat(service.confirm(request)).isFalse();
            assertThat(request.state()).isEqualTo(State.ALLOWED);
        }
        assertThat(gate.recorded).containsExactly(ALLOWED);
        gate.answer = ALLOWED;
        assertThat(service.confirm(request)).isTrue();
    }

    @Test
    void decidesOnceWhateverKeycloakMaySay() {
        sweep(request, ALLOWED);
        for (int i = 0; i < 3; i++) {
            sweep(request, UNKNOWN_IN_FREEZE);
            assertThat(request.state()).isEqualTo(State.WAITING);
            sweep(request, IN_FREEZE);
        }
        assertThat(gate.recorded).containsExactly(ALLOWED, UNKNOWN_IN_FREEZE, IN_FREEZE);
    }

    /** It reads the state, and nobody asks the gate again. */
    @Test
    void letsAClientDeployNothingWhereItIsUnknown() {
        sweep(other, ALLOWED);
        sweep(other, UNKNOWN);
        assertThat(other.state()).isEqualTo(State.WAITING);
    }

    @Test
    void refusesWhateverKeycloakMaySay() {
        sweep(request, ALLOWED);
        sweep(request, REFUSED);
        assertThat(request.state()).isEqualTo(State.REFUSED);
    }

    /** No row of the audit chain says it but the gate's decision. */
    @Test
    void asksForTheConfigurationVersionOfAChange() {
        ConfigurationVersion third = new ConfigurationVersion() {
            @Override
            public int version() {
                return 3;
            }
        };
        DeploymentRequest change = DeploymentRequest.configure(
                request.candidate(),
                third,
                Optional.empty(),
                Optional.empty(),
                new Initiator("alice", Channel.CLI),
                NOW);
        assertThat(service.question(change).change()).isEqualTo(new GateQuestion.Change(change.id(), 3));
        assertThat(service.question(change).configurationVersion()).isEqualTo(3);
        assertThat(service.question(request).change()).isNull();
    }

    private static GateAnswer answer(Decision decision, ReasonCode... codes) {
        List<Reason> reasons =
                List.of(codes).stream().map(code -> new Reason(code, "Wait.")).toList();
        return new GateAnswer(
                decision, reasons, "shop", "1.0", "production", DIGEST, 1, null, List.of(), List.of(), List.of(), NOW);
    }

    private static DeploymentRequest request(boolean isForAgent) {
        Service shop = new Service() {};
        Release release = new Release() {
            @Override
            public Service service() {
                return shop;
            }
        };
        return TestRequests.deploy(
                new Candidate(release, new Environment() {}), new Initiator("alice", Channel.CLI), isForAgent, NOW);
    }

    /** Answers as it is told to, and notes what is put on record. */
    private static final class StubGate extends GateService {
        final List<GateAnswer> recorded = new ArrayList<>();
        GateAnswer answer = ALLOWED;

        @Override
        public GateAnswer evaluate(GateQuestion question) {
            return answer;
        }

        @Override
        public void record(UUID request, Release release, GateAnswer decided) {
            recorded.add(decided);
        }
    }
}

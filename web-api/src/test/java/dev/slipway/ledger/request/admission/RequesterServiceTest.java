package dev.slipway.ledger.request.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.deployment.query.Deployer;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.gate.answer.Requester;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import dev.slipway.ledger.request.TestRequests;
import dev.slipway.ledger.service.GitlabProject;
import dev.slipway.ledger.service.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pipeline reported the deployment that an automatic promotion follows, and its report does not say who ran it. */
class RequesterServiceTest {
    private static final Instant REPORTED = Instant.parse("2026-11-26T10:00:00Z");
    private static final String PIPELINE = MachineAccount.of("pipeline");
    private static final Requester UNKNOWN = Requester.unknown("staging");

    private static final Service SHOP = new Service() {
        @Override
        public Optional<GitlabProject> gitlabProject() {
            return Optional.of(new GitlabProject(7, "https://gitlab.example.org"));
        }
    };

    private static final Release RELEASE = new Release() {
        @Override
        public Service service() {
            return SHOP;
        }
    };

    private static final Candidate CANDIDATE = new Candidate(RELEASE, new Environment() {});

    private final List<DeploymentRequest> made = new ArrayList<>();
    private final RequesterService service = new RequesterService();

    @BeforeEach
    void connect() {
        service.requests = new DeploymentRequestRepository() {
            @Override
            public List<DeploymentRequest> deploying(Release release, String environment) {
                return made;
            }
        };
        service.deployments = new DeploymentQueryService() {
            @Override
            public List<Deployer> deployersOf(Release release, String environment) {
                return List.of(new Deployer(PIPELINE, true, REPORTED));
            }
        };
    }

    private List<Requester> requesters() {
        return service.before(CANDIDATE, "staging");
    }

    @Test
    void areUnknownWhereAPipelineOnlyReportedIt() {
        assertThat(requesters()).containsExactly(reporting(), UNKNOWN);
    }

    @Test
    void areKnownOnceAPersonHasRequestedIt() {
        request("alice", REPORTED.plusSeconds(1));
        assertThat(requesters()).containsExactly(new Requester("alice", null, "staging"), reporting());
    }

    @Test
    void areUnknownWhereAPersonHadRequestedItBefore() {
        request("alice", REPORTED);
        assertThat(requesters()).contains(UNKNOWN);
    }

    /** Such a request was made before the service named its project. */
    @Test
    void areUnknownWhereAPipelineRequestedItWithoutAToken() {
        request(PIPELINE, REPORTED.plusSeconds(1));
        assertThat(requesters()).contains(UNKNOWN);
    }

    private static Requester reporting() {
        return new Requester(PIPELINE, null, "staging");
    }

    private void request(String actor, Instant at) {
        made.add(TestRequests.deploy(CANDIDATE, new Initiator(actor, Channel.CLI), true, at));
    }
}

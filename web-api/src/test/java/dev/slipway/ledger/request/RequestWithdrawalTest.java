package dev.slipway.ledger.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.service.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit chain has the events, and nothing else that says who withdrew a request. */
class RequestWithdrawalTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private static final Service SHOP = new Service() {
        @Override
        public String name() {
            return "web-shop";
        }
    };

    private static final Release RELEASE = new Release() {
        @Override
        public Service service() {
            return SHOP;
        }

        @Override
        public String version() {
            return "1.0";
        }
    };

    private static final Environment PRODUCTION = new Environment() {
        @Override
        public String name() {
            return "production";
        }
    };

    private final DeploymentRequest request =
            TestRequests.deploy(new Candidate(RELEASE, PRODUCTION), new Initiator("alice", Channel.PAGE), true, NOW);
    private final List<LedgerEvent> events = new ArrayList<>();
    private final List<DeploymentRequest> notified = new ArrayList<>();
    private final RequestWithdrawal withdrawals = new RequestWithdrawal();

    @BeforeEach
    void connect() {
        withdrawals.events = new EventService() {
            @Override
            public Optional<UUID> append(LedgerEvent event) {
                events.add(event);
                return Optional.of(new UUID(0, events.size()));
            }
        };
        withdrawals.notifier = new RequestNotifier() {
            @Override
            public void notifyChanged(DeploymentRequest changed) {
                notified.add(changed);
            }
        };
    }

    @Test
    void saysWhoWithdrewIt() throws IOException {
        withdrawals.withdraw(request, "bob", "Later", LATER);
        assertThat(request.state()).isEqualTo(State.WITHDRAWN);
        assertThat(notified).containsExactly(request);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.source()).isEqualTo(LedgerEvent.API);
            assertThat(event.kind()).isEqualTo("request.withdrawn");
            assertThat(event.occurredAt()).isEqualTo(LATER);
        });
        assertThat(payload())
                .isEqualTo(Json.mapper()
                        .createObjectNode()
                        .put("requestId", request.id().toString())
                        .put("service", "web-shop")
                        .put("version", "1.0")
                        .put("environment", "production")
                        .put("actor", "bob")
                        .put("detail", "bob withdrew it: “Later”."));
    }

    @Test
    void saysWhyTheLedgerWithdrewIt() throws IOException {
        withdrawals.supersede(request, "1.1", LATER);
        assertThat(request.state()).isEqualTo(State.WITHDRAWN);
        assertThat(notified).containsExactly(request);
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.source()).isEqualTo(LedgerEvent.LEDGER));
        assertThat(payload().has("actor")).isFalse();
        assertThat(payload().path("detail").asText()).endsWith("1.1 is live now.");
    }

    @Test
    void saysThatItExpired() throws IOException {
        assertThat(withdrawals.expire(request, () -> Duration.ZERO, LATER)).isFalse();
        assertThat(events).isEmpty();
        assertThat(withdrawals.expire(request, () -> Duration.ZERO, NOW.plus(Duration.ofDays(31))))
                .isTrue();
        assertThat(payload().path("detail").asText()).startsWith("It was not allowed within 30 days.");
    }

    @Test
    void saysNothingOfWhatIsOver() {
        withdrawals.withdraw(request, "It is no longer needed.", LATER);
        assertThatThrownBy(() -> withdrawals.withdraw(request, "bob", null, LATER))
                .isInstanceOf(ProblemException.class);
        assertThat(events).hasSize(1);
        assertThat(notified).hasSize(1);
    }

    private JsonNode payload() throws IOException {
        return Json.mapper().readTree(events.get(0).payload());
    }
}

package dev.slipway.ledger.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.identity.StubCaller;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonResourceTest {
    private static final UUID ID = UUID.fromString("8f1c2a9e-1f6f-4d0b-9a53-0c6f6a4f0d11");

    private final List<String> done = new ArrayList<>();

    /** Somebody may sign in while the account is being disabled. */
    @Test
    void signsOutOnceTheAccountIsDisabled() {
        resource().setPersonEnabled(ID, new SetPersonEnabledRequest(false));
        assertThat(done).containsExactly("false by carol", "signed out");
    }

    @Test
    void signsOutNobodyWhoIsEnabled() {
        resource().setPersonEnabled(ID, new SetPersonEnabledRequest(true));
        assertThat(done).containsExactly("true by carol");
    }

    private PersonResource resource() {
        PersonResource resource = new PersonResource();
        resource.security = new StubCaller("carol", "admin");
        resource.service = new PersonService() {
            @Override
            Person setEnabled(UUID id, boolean isEnabled, String caller) {
                done.add(isEnabled + " by " + caller);
                return new Person(id, "alice", null, null, null, List.of(), List.of(), isEnabled, false);
            }
        };
        resource.people = new PersonDirectory() {
            @Override
            void signOut(UUID id) {
                done.add("signed out");
            }
        };
        return resource;
    }
}

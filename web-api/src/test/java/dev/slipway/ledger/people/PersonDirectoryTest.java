package dev.slipway.ledger.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.people.keycloak.Realm;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.RoleMappingResource;
import org.keycloak.admin.client.resource.RoleScopeResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

class PersonDirectoryTest {
    private final List<String> read = new ArrayList<>();

    /** A client with the role admin is no other admin: nobody can sign in as one. */
    @Test
    void findsNoPersonInAMachine() {
        PersonDirectory people = new PersonDirectory();
        people.realm = new Realm() {
            @Override
            public <T> T call(Function<UsersResource, T> operation) {
                throw new AssertionError("Keycloak is asked for a machine");
            }
        };
        assertThat(people.find("service-account-pipeline")).isEmpty();
    }

    /** The search for another admin reads up to a thousand people. */
    @Test
    void readsDirectRolesInOneRequest() {
        PersonDirectory people = directory();
        assertThat(people.withDirectRoles(0, 100)).singleElement().satisfies(person -> {
            assertThat(person.roles()).containsExactly(Role.ADMIN);
            assertThat(person.isAdmin()).isTrue();
        });
        assertThat(read).containsExactly("listAll");
    }

    @Test
    void readsAllRolesForAList() {
        assertThat(directory().byName(null, 0, 100)).hasSize(1);
        assertThat(read).containsExactly("listAll", "listEffective");
    }

    private PersonDirectory directory() {
        PersonDirectory people = new PersonDirectory();
        people.realm = new Realm() {
            @Override
            public <T> T call(Function<UsersResource, T> operation) {
                return operation.apply(stub(UsersResource.class));
            }

            @Override
            public <A, B> List<B> inParallel(List<A> items, Function<A, B> question) {
                return items.stream().map(question).toList();
            }
        };
        return people;
    }

    /** Keycloak with one account, an admin's. */
    private <T> T stub(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "search" -> List.of(account());
                    case "get" -> stub(UserResource.class);
                    case "roles" -> stub(RoleMappingResource.class);
                    case "realmLevel" -> stub(RoleScopeResource.class);
                    case "listAll", "listEffective" -> {
                        read.add(method.getName());
                        yield List.of(new RoleRepresentation("admin", "", false));
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    private static UserRepresentation account() {
        UserRepresentation account = new UserRepresentation();
        account.setId("8f1c2a9e-1f6f-4d0b-9a53-0c6f6a4f0d11");
        account.setUsername("alice");
        account.setEnabled(true);
        return account;
    }
}

package dev.slipway.ledger.platform.text;

import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.NodeBuilderCustomizableContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** What a validator reports: the message of each violation, followed by its member if it has one. */
public final class Violations {
    private final List<String> messages = new ArrayList<>();

    /** A context that notes it. */
    public ConstraintValidatorContext context() {
        Object node = proxy(NodeBuilderCustomizableContext.class, new Object());
        Object builder = proxy(ConstraintViolationBuilder.class, node);
        return proxy(ConstraintValidatorContext.class, builder);
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** Notes each text that it is given. */
    private <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                Violations.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (arguments != null) {
                        messages.add((String) arguments[0]);
                    }
                    return method.getReturnType().isInstance(answer) ? answer : null;
                }));
    }
}

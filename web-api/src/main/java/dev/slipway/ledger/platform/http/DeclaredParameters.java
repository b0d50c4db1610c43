package dev.slipway.ledger.platform.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The declared parameters of a resource method, from the annotations of its parameters and of its beans' fields.
 *
 * @param parameters the names of its query parameters
 * @param repeatable those of them that may be given more than once
 * @param headers the names of its headers, as declared
 */
record DeclaredParameters(Set<String> parameters, Set<String> repeatable, Set<String> headers) {
    private static final Map<Method, DeclaredParameters> KNOWN = new ConcurrentHashMap<>();

    DeclaredParameters {
        parameters = Set.copyOf(parameters);
        repeatable = Set.copyOf(repeatable);
        headers = Set.copyOf(headers);
    }

    /** The declared parameters of this method, cached. */
    static DeclaredParameters by(Method method) {
        return KNOWN.computeIfAbsent(method, DeclaredParameters::read);
    }

    private static DeclaredParameters read(Method method) {
        Set<String> parameters = new HashSet<>();
        Set<String> repeatable = new HashSet<>();
        Set<String> headers = new HashSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    add(field, field.getType(), parameters, repeatable, headers);
                }
            } else {
                add(parameter, parameter.getType(), parameters, repeatable, headers);
            }
        }
        return new DeclaredParameters(parameters, repeatable, headers);
    }

    private static void add(
            AnnotatedElement element,
            Class<?> type,
            Set<String> parameters,
            Set<String> repeatable,
            Set<String> headers) {
        QueryParam query = element.getAnnotation(QueryParam.class);
        if (query != null) {
            parameters.add(query.value());
            if (Collection.class.isAssignableFrom(type)) {
                repeatable.add(query.value());
            }
        }
        HeaderParam header = element.getAnnotation(HeaderParam.class);
        if (header != null) {
            headers.add(header.value());
        }
    }
}

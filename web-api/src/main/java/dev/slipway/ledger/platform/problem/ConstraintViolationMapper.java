package dev.slipway.ledger.platform.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports violated constraints of a resource method's parameters under the names that clients know. */
@Provider
public class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {

    @Override
    public Response toResponse(ConstraintViolationException exception) {
        List<Violation> errors = exception.getConstraintViolations().stream()
                .map(violation -> new Violation(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::detail))
                .toList();
        return ProblemExceptionMapper.response(ProblemException.invalid(errors).problem());
    }

    /** A parameter's name for clients; for a bean of parameters, that of the field in it. */
    static String field(ConstraintViolation<?> violation) {
        Path.MethodNode method = null;
        String field = "";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.METHOD) {
                method = node.as(Path.MethodNode.class);
            } else if (node.getKind() == ElementKind.PARAMETER && method != null) {
                int index = node.as(Path.ParameterNode.class).getParameterIndex();
                field = parameter(violation.getRootBeanClass(), method, index, node.getName());
            } else {
                field = member(violation.getLeafBean(), node);
            }
        }
        return field;
    }

    private static String parameter(Class<?> resource, Path.MethodNode node, int index, String otherwise) {
        try {
            Method method =
                    resource.getMethod(node.getName(), node.getParameterTypes().toArray(Class<?>[]::new));
            return name(method.getParameterAnnotations()[index], otherwise);
        } catch (NoSuchMethodException e) {
            return otherwise;
        }
    }

    private static String member(@Nullable Object bean, Path.Node node) {
        try {
            return bean == null
                    ? node.toString()
                    : name(bean.getClass().getDeclaredField(node.getName()).getAnnotations(), node.toString());
        } catch (NoSuchFieldException e) {
            return node.toString();
        }
    }

    private static String name(Annotation[] annotations, String otherwise) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                return query.value();
            }
            if (annotation instanceof HeaderParam header) {
                return header.value();
            }
        }
        return otherwise;
    }
}

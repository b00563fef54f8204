package org.foliot.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;

/** Why Java has no use for a class of a bundle, with what to change, as far as loading the class tells. */
final class ComponentClass {
    /** How Java and the framework say which class file is too young, and which class is missing. */
    private static final Pattern TOO_YOUNG = Pattern.compile("class file version (\\d+)");

    private static final Pattern NOT_FOUND = Pattern.compile("ClassNotFoundException: ([\\w.$]+)");

    /** Class files of Java n have the version n + 44. */
    private static final int VERSION_OF_JAVA_0 = 44;

    private ComponentClass() {}

    /** Why a class cannot be used, empty if loading it and what it declares finds nothing. */
    // What signatures name has to be there, too: to ask for them is to look for it.
    @SuppressWarnings("ReturnValueIgnored")
    static Optional<String> obstacle(Bundle bundle, String className) {
        try {
            Class<?> type = bundle.loadClass(className);
            type.getDeclaredConstructors();
            type.getDeclaredMethods();
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.of(missing(className));
        } catch (LinkageError e) {
            return Optional.of(explain(e));
        }
    }

    /** What a linkage error is about. */
    static String explain(LinkageError error) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof UnsupportedClassVersionError) {
            Matcher version = TOO_YOUNG.matcher(message);
            if (version.find()) {
                return "it was compiled for Java " + (Integer.parseInt(version.group(1)) - VERSION_OF_JAVA_0)
                        + "; this is Java " + Runtime.version().feature()
                        + "; start Foliot with that, or compile it for this one";
            }
        }
        return error instanceof NoClassDefFoundError && !message.contains(" ")
                ? missing(message.replace('/', '.'))
                : error.toString();
    }

    /** The same of a cause that is known as text; the text where it is about something else. */
    static String explain(String cause) {
        Matcher name = NOT_FOUND.matcher(cause);
        return name.find() ? missing(name.group(1)) : cause;
    }

    private static String missing(String className) {
        return "it needs the class " + className
                + ", which it neither contains nor imports; build it with bnd, which does one or the other";
    }
}

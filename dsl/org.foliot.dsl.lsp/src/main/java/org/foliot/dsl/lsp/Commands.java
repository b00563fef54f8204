package org.foliot.dsl.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.xtext.ide.server.ILanguageServerAccess;
import org.eclipse.xtext.ide.server.commands.IExecutableCommandService;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.foliot.api.extension.Catalog;
import org.foliot.compiler.Compilation;
import org.foliot.compiler.Compiler;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.FoliotLanguage;

/**
 * What an editor can ask for beyond the protocol.
 *
 * <ul>
 *   <li>{@code foliot.run} with the address of a file, and if wanted an object with {@code seed} and {@code parameters}: runs
 *       it as it is edited. The answer comes at once and says whether a run has begun, or why not.
 *   <li>{@code foliot.cancel} with the address of a file: ends its run.
 * </ul>
 */
final class Commands implements IExecutableCommandService {
    static final String RUN = "foliot.run";
    static final String CANCEL = "foliot.cancel";

    private final Runs runs;
    private final FoliotLanguage language;
    private final Supplier<Catalog> catalog;

    @Inject
    Commands(Runs runs, FoliotLanguage language, Supplier<Catalog> catalog) {
        this.runs = runs;
        this.language = language;
        this.catalog = catalog;
    }

    @Override
    public List<String> initialize() {
        return List.of(RUN, CANCEL);
    }

    @Override
    public Object execute(ExecuteCommandParams params, ILanguageServerAccess access, CancelIndicator cancelled) {
        String uri = address(params);
        if (params.getCommand().equals(CANCEL)) {
            return Map.of("cancelled", runs.cancel(uri));
        }
        JsonObject settings = settings(params);
        Optional<Compilation> compilation = access.doSyncRead(
                uri,
                context -> context == null || context.getResource() == null
                        ? Optional.<Compilation>empty()
                        : Optional.of(new Compiler()
                                .compile(
                                        language.read((XtextResource) context.getResource()),
                                        catalog.get(),
                                        parameters(settings))));
        if (compilation.isEmpty()) {
            throw Refused.because("there is no scenario " + uri);
        } else if (compilation.get().program().isEmpty()) {
            String why = compilation.get().diagnostics().stream()
                    .filter(Diagnostic::isError)
                    .findFirst()
                    .map(Diagnostic::toString)
                    .orElse("");
            return Map.of("started", false, "reason", why);
        }
        runs.start(
                uri, compilation.get().program().get(), seed(settings), Optional.ofNullable(params.getWorkDoneToken()));
        return Map.of("started", true);
    }

    private static String address(ExecuteCommandParams params) {
        if (params.getArguments() != null && !params.getArguments().isEmpty()) {
            Object first = params.getArguments().get(0);
            if (first instanceof JsonPrimitive text && text.isString()) {
                return text.getAsString();
            } else if (first instanceof String text) {
                return text;
            }
        }
        throw Refused.because(params.getCommand() + " needs the address of a file");
    }

    private static JsonObject settings(ExecuteCommandParams params) {
        return params.getArguments().size() > 1 && params.getArguments().get(1) instanceof JsonObject settings
                ? settings
                : new JsonObject();
    }

    private static long seed(JsonObject settings) {
        try {
            return settings.has("seed") ? settings.get("seed").getAsLong() : 1;
        } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
            throw Refused.because("a seed is a whole number");
        }
    }

    private static Map<String, String> parameters(JsonObject settings) {
        Map<String, String> parameters = new HashMap<>();
        if (settings.get("parameters") instanceof JsonObject given) {
            for (Map.Entry<String, JsonElement> each : given.entrySet()) {
                if (!each.getValue().isJsonPrimitive()) {
                    throw Refused.because("the parameter " + each.getKey() + " is no text");
                }
                parameters.put(each.getKey(), each.getValue().getAsString());
            }
        }
        return parameters;
    }
}

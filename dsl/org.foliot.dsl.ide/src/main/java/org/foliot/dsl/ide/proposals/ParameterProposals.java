package org.foliot.dsl.ide.proposals;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.documentation.IEObjectDocumentationProvider;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IScopeProvider;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionType;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.SwitchValue;
import org.foliot.dsl.foliot.TextValue;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.ide.meaning.QuantityText;
import org.foliot.dsl.resolve.OptionDimension;
import org.foliot.dsl.resolve.Written;
import org.foliot.time.Dimension;

/** Proposes the parameters of a scenario, where their values can stand. */
public class ParameterProposals {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9][0-9_]*");
    private static final Pattern RELEASE = Pattern.compile("[0-9]+\\.[0-9]+");

    private final IScopeProvider scopes;
    private final IEObjectDocumentationProvider documentation;

    @Inject
    ParameterProposals(IScopeProvider scopes, IEObjectDocumentationProvider documentation) {
        this.scopes = scopes;
        this.documentation = documentation;
    }

    /** Those whose value, which may be that of another parameter, fits. */
    List<Proposal> of(EObject place, Predicate<Value> fits) {
        List<Proposal> proposals = new ArrayList<>();
        for (IEObjectDescription each : scopes.getScope(place, FoliotPackage.Literals.WORD_VALUE__REFERENCE)
                .getAllElements()) {
            if (each.getEObjectOrProxy() instanceof Parameter parameter
                    && (isParameter(parameter.getValue()) || fits.test(parameter.getValue()))) {
                proposals.add(of(parameter));
            }
        }
        return proposals;
    }

    /** One of them. */
    Proposal of(Parameter parameter) {
        String text = documentation.getDocumentation(parameter);
        return Proposal.of(
                ContentAssistEntry.KIND_VARIABLE,
                parameter.getName(),
                "= " + Written.text(parameter.getValue()),
                text == null ? "" : text);
    }

    private static boolean isParameter(Value value) {
        return value instanceof WordValue word && word.getReference() instanceof Parameter other && !other.eIsProxy();
    }

    /** Values that measure this. */
    static Predicate<Value> measures(Dimension dimension) {
        return value -> value instanceof NumberValue
                && QuantityText.dimension(Written.text(value))
                        .filter(dimension::equals)
                        .isPresent();
    }

    /** Whole numbers without a unit. */
    static boolean isCount(Value value) {
        return value instanceof NumberValue
                && WHOLE.matcher(Written.text(value)).matches();
    }

    /** Releases of kernels. */
    static boolean isRelease(Value value) {
        return value instanceof NumberValue
                && RELEASE.matcher(Written.text(value)).matches();
    }

    /** Words, such as ids of extensions. */
    static boolean isWord(Value value) {
        return value instanceof WordValue || value instanceof TextValue;
    }

    /** What an option takes. */
    static Predicate<Value> taken(OptionDescriptor option) {
        if (option.type() == OptionType.CHOICE) {
            return ParameterProposals::isWord;
        } else if (option.type() == OptionType.SWITCH) {
            return SwitchValue.class::isInstance;
        }
        return OptionDimension.of(option.type())
                .map(ParameterProposals::measures)
                .orElse(value -> value instanceof NumberValue number && number.getUnit() == null);
    }
}

package org.foliot.dsl.ide.proposals;

import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistContext;
import org.foliot.dsl.foliot.Part;
import org.foliot.dsl.foliot.Reading;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Target;

/**
 * A place where something is about to be written, with what stands before it.
 *
 * @param context what Xtext knows of it
 */
record Place(ContentAssistContext context) {
    /** The element that is being written. */
    EObject current() {
        return context.getCurrentModel();
    }

    /** The innermost element of a type around this place, or else around what stands before it. */
    <T extends EObject> Optional<T> in(Class<T> type) {
        T found = EcoreUtil2.getContainerOfType(context.getCurrentModel(), type);
        return Optional.ofNullable(
                found != null ? found : EcoreUtil2.getContainerOfType(context.getPreviousModel(), type));
    }

    /** The host or guest that the dotted path begins with which is being written. */
    Optional<Root> root() {
        Optional<Root> read = in(Reading.class).map(Reading::getRoot);
        return read.or(() -> in(Target.class).map(Target::getRoot)).filter(r -> !r.eIsProxy());
    }

    /** What the path goes on with so far. */
    Optional<Part> part() {
        Optional<Part> read = in(Reading.class).map(Reading::getPart);
        return in(Reading.class).isPresent() ? read : in(Target.class).map(Target::getPart);
    }

    /** The dotted path that is being written. */
    Optional<WrittenPath> path() {
        EObject any = context.getCurrentModel() == null ? context.getPreviousModel() : context.getCurrentModel();
        if (any == null || context.getRootNode() == null) {
            return Optional.empty();
        }
        int end = context.getOffset() - context.getPrefix().length();
        String text = context.getRootNode().getText();
        return WrittenPath.before(text.substring(0, Math.min(end, text.length())), (ScenarioFile)
                any.eResource().getContents().get(0));
    }
}

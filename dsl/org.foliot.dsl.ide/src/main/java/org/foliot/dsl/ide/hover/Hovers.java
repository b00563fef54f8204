package org.foliot.dsl.ide.hover;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.Keyword;
import org.eclipse.xtext.documentation.IEObjectDocumentationProvider;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.timeline.Events;
import org.foliot.api.workload.ProgramKind;
import org.foliot.api.workload.Programs;
import org.foliot.dsl.foliot.Act;
import org.foliot.dsl.foliot.AfterEvent;
import org.foliot.dsl.foliot.Argument;
import org.foliot.dsl.foliot.Disciplining;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.HypervisorUse;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.KernelUse;
import org.foliot.dsl.foliot.Monitoring;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.PvTime;
import org.foliot.dsl.foliot.Reading;
import org.foliot.dsl.foliot.Rejected;
import org.foliot.dsl.foliot.SchedulerUse;
import org.foliot.dsl.foliot.Setting;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.ide.meaning.BlockOptions;
import org.foliot.dsl.ide.meaning.Descriptions;
import org.foliot.dsl.ide.meaning.KeywordTexts;
import org.foliot.dsl.ide.meaning.Releases;
import org.foliot.dsl.ide.meaning.WrittenWord;
import org.foliot.dsl.ide.references.NamedAt;
import org.foliot.dsl.resolve.Name;
import org.foliot.dsl.resolve.Refinement;
import org.foliot.dsl.resolve.Written;

/**
 * Says what stands at a place: quantities worked out, what a release implies, options and extensions, what an element has in
 * the end, the comment that documents it, and what the words of the language mean.
 */
public class Hovers {
    private final Supplier<Catalog> catalog;
    private final BlockOptions options;
    private final IEObjectDocumentationProvider documentation;
    private final EffectiveValues effective;
    private final Quantities quantities;
    private final StudyHovers studies;

    @Inject
    Hovers(
            Supplier<Catalog> catalog,
            BlockOptions options,
            IEObjectDocumentationProvider documentation,
            EffectiveValues effective,
            Quantities quantities,
            StudyHovers studies) {
        this.catalog = catalog;
        this.options = options;
        this.documentation = documentation;
        this.effective = effective;
        this.quantities = quantities;
        this.studies = studies;
    }

    /** What there is to say about an offset; absent for white space, punctuation and what cannot be told. */
    public Optional<Hover> at(XtextResource file, int offset) {
        if (file.getParseResult() == null) {
            return Optional.empty();
        }
        ILeafNode leaf =
                NodeModelUtils.findLeafNodeAtOffset(file.getParseResult().getRootNode(), offset);
        boolean comment = leaf != null && leaf.isHidden() && !leaf.getText().isBlank();
        EObject object = leaf == null || comment ? null : NodeModelUtils.findActualSemanticObjectFor(leaf);
        if (object == null) {
            return Optional.empty();
        }
        return aboutText(object, leaf)
                .or(() ->
                        NamedAt.of(file, offset).flatMap(n -> text(n.element()).map(t -> new Hover(n.region(), t))))
                .or(() -> keyword(leaf));
    }

    private Optional<Hover> aboutText(EObject object, ILeafNode leaf) {
        if (object instanceof NumberValue number) {
            return quantities.text(number).map(t -> over(number, t));
        } else if (object instanceof WordValue word && !isElement(word)) {
            return word(word).map(t -> over(word, t));
        } else if (object instanceof Setting setting && isAt(setting, FoliotPackage.Literals.SETTING__NAME, leaf)) {
            return option(setting).map(t -> over(leaf, t));
        } else if (object instanceof Act act && isAt(act, FoliotPackage.Literals.ACT__VERB, leaf)) {
            return Events.find(act.getVerb()).map(e -> over(leaf, Descriptions.of(e)));
        } else if (object instanceof AfterEvent after && isAt(after, FoliotPackage.Literals.AFTER_EVENT__VERB, leaf)) {
            return Events.find(after.getVerb()).map(e -> over(leaf, Descriptions.of(e)));
        } else if (object instanceof Rejected rejected && isAt(rejected, FoliotPackage.Literals.REJECTED__VERB, leaf)) {
            return Events.find(rejected.getVerb()).map(e -> over(leaf, Descriptions.of(e)));
        } else if (object instanceof Argument argument
                && isAt(argument, FoliotPackage.Literals.ARGUMENT__PREPOSITION, leaf)
                && argument.eContainer() instanceof Act act) {
            return Events.find(act.getVerb())
                    .flatMap(e -> e.clause(argument.getPreposition()))
                    .map(c -> over(leaf, Descriptions.of(c)));
        } else if (object instanceof Reading reading && isAt(reading, FoliotPackage.Literals.READING__METRIC, leaf)) {
            return effective.reading(reading).map(t -> over(leaf, t));
        } else if (object instanceof KernelUse use && isRelease(use, leaf)) {
            return Releases.of(use).map(r -> over(leaf, release(r, use)));
        } else if (object instanceof KernelDefinition kernel && isRelease(kernel, leaf)) {
            return Releases.of(kernel)
                    .map(r -> over(leaf, ReleaseText.of(r, BlockOptions.ofAnyKernel(), List.of(), scheduler(r))));
        }
        return StudyHovers.explained(object)
                .filter(part -> isAt(object, part, leaf))
                .flatMap(part -> studies.text(object, leaf.getText()))
                .map(t -> over(leaf, t));
    }

    private static Optional<Hover> keyword(ILeafNode leaf) {
        return leaf.getGrammarElement() instanceof Keyword keyword
                ? KeywordTexts.of(keyword).map(t -> over(leaf, "**" + keyword.getValue() + "** — " + t))
                : Optional.empty();
    }

    /** What a release implies for a host or guest, with what the extensions make of it that it uses. */
    private String release(KernelRelease release, KernelUse use) {
        List<BlockOptions.Offer> extensions = Refinement.members(use.eContainer()).stream()
                .filter(m -> m instanceof HypervisorUse || m instanceof PvTime || m instanceof SchedulerUse)
                .flatMap(m -> options.ofHolder(m).stream())
                .toList();
        return use.eContainer() instanceof Guest
                ? ReleaseText.of(release, BlockOptions.ofGuestKernels(), extensions, Optional.empty())
                : ReleaseText.of(release, BlockOptions.ofHostKernels(), extensions, scheduler(release));
    }

    private Optional<String> scheduler(KernelRelease release) {
        return catalog.get().builtInScheduler(release).map(InstalledExtension::id);
    }

    private static boolean isElement(WordValue word) {
        return word.getReference() != null && !word.getReference().eIsProxy();
    }

    private static boolean isRelease(EObject kernel, ILeafNode leaf) {
        return isAt(kernel, kernel.eClass().getEStructuralFeature("release"), leaf);
    }

    private static boolean isAt(EObject object, EStructuralFeature part, ILeafNode leaf) {
        return NodeModelUtils.findNodesForFeature(object, part).stream()
                .anyMatch(n -> n.getOffset() <= leaf.getOffset() && leaf.getOffset() < n.getOffset() + n.getLength());
    }

    private static Hover over(EObject object, String text) {
        return over(NodeModelUtils.findActualNodeFor(object), text);
    }

    private static Hover over(INode node, String text) {
        return new Hover(node.getTextRegion(), text);
    }

    private Optional<String> option(Setting setting) {
        return options.of(setting).flatMap(offer -> offer.option(setting.getName())
                .map(o -> Descriptions.of(o, offer)
                        + quantities.ofSetting(setting).map(q -> "\n\n" + q).orElse("")));
    }

    private Optional<String> word(WordValue word) {
        Optional<String> text = WrittenWord.of(word);
        EObject place = word.eContainer();
        if (text.isEmpty()) {
            return Optional.empty();
        } else if (place instanceof HypervisorUse) {
            return extension(ExtensionKind.HYPERVISOR, text.get(), place);
        } else if (place instanceof SchedulerUse) {
            return extension(ExtensionKind.HOST_SCHEDULER, text.get(), place);
        } else if (place instanceof PvTime) {
            return extension(ExtensionKind.MEMORY_STRATEGY, text.get(), place);
        } else if (place instanceof Monitoring) {
            return program(Programs.monitors(), text.get());
        } else if (place instanceof Disciplining) {
            return program(Programs.disciplines(), text.get());
        }
        if (StudyHovers.isValue(word)) {
            return studies.value(word);
        }
        return place instanceof Setting setting ? option(setting) : Optional.empty();
    }

    private Optional<String> extension(ExtensionKind kind, String id, EObject place) {
        return catalog.get().find(kind, id).map(e -> Descriptions.of(e, Releases.at(place)));
    }

    private static Optional<String> program(List<ProgramKind> kinds, String name) {
        return kinds.stream()
                .filter(k -> k.name().equals(name))
                .map(k -> "**" + name + "**\n\n" + k.documentation())
                .findFirst();
    }

    /** What an element is, for people who read its name: its comment, and what it has in the end. */
    public Optional<String> text(EObject element) {
        if (element.eIsProxy() || Name.of(element) == null) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        parts.add("**" + Name.kind(element.eClass()) + " " + Name.of(element) + "**");
        String comment = documentation.getDocumentation(element);
        if (comment != null && !comment.isBlank()) {
            parts.add(comment);
        }
        if (element instanceof Parameter parameter) {
            parts.add("= " + Written.text(parameter.getValue())
                    + (parameter.getValue() instanceof NumberValue number
                            ? quantities.text(number).map(t -> "  \n" + t).orElse("")
                            : ""));
        }
        parts.addAll(effective.of(element));
        return Optional.of(parts.stream().collect(Collectors.joining("\n\n")));
    }
}

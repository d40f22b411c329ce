"""What one walk has learned about a shop, for its own later steps and for the probes."""

from dataclasses import dataclass, field

from auditor.discovery.misspelling import core_name
from auditor.discovery.page_view import PageView
from auditor.discovery.results import site_wide_addresses
from auditor.discovery.tongues import language_tag
from auditor.model.artifact import SearchTrial
from auditor.model.journey import Locator, Stage, Step
from auditor.model.recognition import Candidate, Recognition, Role
from auditor.model.run import JourneyRun
from auditor.model.snapshot import CardSnapshot


@dataclass(frozen=True)
class SeenProduct:
    """A product as one of the shop's own pages shows it."""

    name: str
    href: str | None
    seen_on: str


@dataclass(frozen=True)
class Choices:
    """What an earlier walk took where there was a choice, so that a later one takes the same and can be compared."""

    query: str = ""
    listing: Candidate | None = None
    product: Candidate | None = None


@dataclass(frozen=True)
class Place:
    """A page of the walk that opens again by its address."""

    step_id: str
    stage: Stage
    url: str


@dataclass
class Knowledge:
    """Grows as the walk goes on."""

    before: Choices = Choices()
    landing_url: str = ""
    language: str = ""
    listing_url: str | None = None
    listing_link: Candidate | None = None
    product_link: Candidate | None = None
    products: list[SeenProduct] = field(default_factory=list)
    site_wide: set[str] = field(default_factory=set)
    product_name: str = ""
    product_url: str = ""
    before_adding: PageView | None = None
    query: str = ""
    searched: bool = False
    no_way_in: bool = False
    sign_in_url: str = ""
    cart_reached: bool = False
    checkout_reached: bool = False
    checkout_keys: tuple[str, ...] = ()
    """The fields of the checkout's first form, as seen at leisure; a shop in a hurry shows a part of them first."""
    sells: bool = False
    form_reached: bool = False
    plain_letters: bool = False
    places: list[Place] = field(default_factory=list)
    added_by: str = ""
    """The selector of the control that put the product into the cart."""
    controls: dict[Role, Locator] = field(default_factory=dict)
    """What the journey names where recognition would take something else."""

    @property
    def locale(self) -> str | None:
        """The site's own language as a browser takes it, so that the browser's own messages are in it too."""
        return language_tag(self.language)

    @property
    def choices(self) -> Choices:
        """What this walk took, for another one to take the same."""
        return Choices(self.query if self.searched else "", self.listing_link, self.product_link)

    def learn(self, view: PageView) -> None:
        """Remember the products a page shows, its language and what is linked from everywhere."""
        self.language = self.language or view.language
        self.site_wide |= site_wide_addresses(view)
        known = {product.href or product.name for product in self.products}
        for card in view.product_cards:
            if (card.href or card.name) not in known and _is_name(card):
                known.add(card.href or card.name)
                self.products.append(SeenProduct(core_name(card.name), card.href, view.snapshot.url))

    def remember(self, step: Step, url: str) -> None:
        """Remember a page that opens by its address; each one once, under the step that came to it first."""
        if all(place.url != url for place in self.places):
            self.places.append(Place(step.id, step.stage, url))

    def queries(self) -> list[SeenProduct]:
        """Products fit to be searched for by name: distinct names, neither long nor one that many others contain."""
        names = [product.name for product in self.products]
        fit = [
            product
            for place, product in enumerate(self.products)
            if product.name not in names[:place] and 3 <= len(product.name) <= 60  # noqa: PLR2004 - see docstring
        ]
        return sorted(fit, key=lambda product: len(product.name.split()) == 1)


def choices_of(run: JourneyRun) -> Choices:
    """What a walk took where there was a choice, as its record tells."""
    searches = [trial.query for visit in run.visits for trial in visit.all(SearchTrial)]
    found = {one.role: one.found for visit in run.visits for one in visit.all(Recognition) if one.found}
    query = searches[0] if searches else ""
    return Choices(query, found.get(Role.LISTING_LINK), found.get(Role.PRODUCT_LINK))


def _is_name(card: CardSnapshot) -> bool:
    return any(character.isalpha() for character in card.name)

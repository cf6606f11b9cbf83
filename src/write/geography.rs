//! What the formats tell of a place: kind, names up to the country, FIPS codes, coordinates.

use rustc_hash::FxHashMap;

use crate::aggregate::EntityView;
use crate::error::Result;
use crate::gazetteer::{Gazetteer, fips_codes};
use crate::model::EntityType;

/// Looks up countries, regions and their FIPS 10-4 codes.
pub(super) struct Geography<'a> {
    gazetteer: &'a Gazetteer,
    /// Id of a country or region → FIPS code.
    fips: FxHashMap<String, String>,
}

/// A place as the formats tell it; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Location<'a> {
    /// Name of the place itself.
    pub name: &'a str,
    /// Region that holds it, or that it is.
    pub region: &'a str,
    /// Country.
    pub country: &'a str,
    /// ISO 3166 alpha-3.
    pub iso: &'a str,
    /// FIPS 10-4 code of the country.
    pub fips: &'a str,
    /// FIPS 10-4 code of the region, country first.
    pub fips_region: &'a str,
    pub coordinates: Option<(f32, f32)>,
    pub scale: Scale,
}

/// How wide a place is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Scale {
    #[default]
    Nowhere,
    Country,
    Region,
    Point,
}

impl<'a> Geography<'a> {
    pub fn load(gazetteer: &'a Gazetteer) -> Result<Self> {
        Ok(Self { gazetteer, fips: fips_codes()? })
    }

    /// Whether the three letters are the code of a country.
    pub fn is_country(&self, code: &str) -> bool {
        self.gazetteer.country(code).is_some()
    }

    /// The location of a place; nowhere for anything else.
    pub fn locate<'b>(&'b self, view: Option<EntityView<'b>>) -> Location<'b> {
        let Some(view) = view.filter(|view| view.kind == EntityType::Place) else { return Location::default() };
        let scale = match view.subtype {
            "country" | "territory" => Scale::Country,
            "region" => Scale::Region,
            "world-region" | "continent" | "ocean" | "sea" => Scale::Nowhere,
            _ => Scale::Point,
        };
        let country = self.gazetteer.country(view.country).map(|index| self.gazetteer.entity(index));
        let parent = self.gazetteer.index_of(view.parent).map(|index| self.gazetteer.entity(index));
        let region = match scale {
            Scale::Region => Some((view.id, view.name)),
            Scale::Point => {
                parent.filter(|parent| parent.subtype == "region").map(|one| (one.id.as_str(), one.name.as_str()))
            }
            _ => None,
        };
        Location {
            name: view.name,
            region: region.map_or("", |(_, name)| name),
            country: country.map_or("", |country| &country.name),
            iso: view.country,
            fips: country.map_or("", |country| self.code(&country.id)),
            fips_region: region.map_or("", |(id, _)| self.code(id)),
            coordinates: view.coordinates,
            scale,
        }
    }

    fn code(&self, id: &str) -> &str {
        self.fips.get(id).map_or("", String::as_str)
    }
}

impl Location<'_> {
    /// `Aleppo, Aleppo Governorate, Syria`.
    pub fn full_name(&self) -> String {
        let mut names = vec![self.name];
        for name in [self.region, self.country] {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    }
}

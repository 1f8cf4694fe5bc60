//! A picture that tells where or by whom it was taken.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Diagnostic, Rule, Severity, Words};
use crate::media::private::{self, Private};
use crate::site::Site;
use crate::source::{Asset, Location, SourcePath};

/// The rule.
pub(crate) static RULE: Rule = Rule {
    id: "private-picture",
    severity: Severity::Warning,
    explanation: Words::fixed(
        "照片里常常藏着拍摄地点、拍摄者和相机序列号（Exif、XMP），照片一公开，这些也就公开了。导入时会自动去掉；自己放进来的照片要先去掉。",
        "Photographs often carry where and by whom they were taken (Exif, XMP), which is published with them. An import takes it \
         out; whoever adds a picture by hand takes it out first.",
    ),
    wrong: "assets/station.jpg   # Exif: GPS",
    right: "assets/station.jpg",
};

/// Checks every picture that an item shows.
pub(super) fn check(site: &Site, files: &BTreeMap<SourcePath, Arc<Asset>>, found: &mut Vec<Diagnostic>) {
    let written = site.entries.iter().flat_map(|entry| entry.item.body.assets.iter().map(|asset| &asset.path));
    let shown: BTreeSet<&SourcePath> = written.collect();
    for asset in shown.into_iter().filter_map(|path| files.get(path)) {
        let words = match private::told(&asset.bytes).as_slice() {
            [] => continue,
            [Private::Place] => Words::fixed("图片里记着拍摄地点", "the picture carries the place where it was taken"),
            [Private::Owner] => {
                Words::fixed("图片里记着拍摄者或者相机", "the picture carries who took it, or the camera")
            }
            _ => Words::fixed(
                "图片里记着拍摄地点和拍摄者",
                "the picture carries the place where it was taken and who took it",
            ),
        };
        let help = Words::fixed(
            "用看图软件“删除属性和个人信息”后另存，或者截图",
            "remove properties and personal information with a picture viewer, or take a screenshot",
        );
        found.push(Diagnostic::new(&RULE, Location::whole(&asset.path), words).with_help(help));
    }
}

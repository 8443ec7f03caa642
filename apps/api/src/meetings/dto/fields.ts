export const MINUTES = { min: 5, max: 480, example: 90 };
export const ROOM = {
  max: 100,
  example: 'Conference room 2',
  about: 'Holds one meeting at a time, of whichever board.',
};
export const LEAD_HOURS = {
  min: 1,
  max: 720,
  example: 24,
  about: 'So many hours before its start a case must be listed; later it needs a reason. Null asks nothing.',
};
export const VIDEO_LINK = {
  max: 500,
  pattern: /^https:\/\/[^\s\/@]+(?:\/\S*)?$/,
  shape: 'an https address without a user’s name',
  example: 'https://video.example.org/spine-board',
};
export const LOCATION = { max: 200, example: 'Conference room 2, and by video' };
